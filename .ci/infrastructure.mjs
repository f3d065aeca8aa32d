// Looks whether a property holds of terraform/, or of a state that was made with it. Ends with 1 and says what is wrong
// when it does not. Called by check-infrastructure.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const problems = [];
const read = (...parts) => fs.readFileSync(path.join(...parts), 'utf8');

/** Every made resource of a state: {type, name, values}. */
const made = (state) =>
  JSON.parse(read(state)).resources.flatMap(({ mode, type, name, instances }) =>
    mode === 'managed' ? instances.map((one) => ({ type, name: `${type}.${name}[${one.index_key ?? ''}]`, values: one.attributes })) : []);

/** Every field of a value, however deep. */
function* fields(value) {
  if (Array.isArray(value)) for (const one of value) yield* fields(one);
  else if (value && typeof value === 'object') for (const [name, one] of Object.entries(value)) { yield [name, one]; yield* fields(one); }
}

/** The variables that the first columns of a page's tables name. */
const variables = (page) =>
  new Set([...page.matchAll(/^\| ([^|]*) \|/gm)].flatMap(([, cell]) => [...cell.matchAll(/`([A-Z][A-Z0-9_]*)`/g)].map((match) => match[1])));

const properties = {
  // The functions of Terraform are those of the deployment's table, which a test compares with the zips.
  functions(root) {
    const rows = [...read(root, 'docs/reference/deployment.md').matchAll(/^\| `([a-z-]+)` \| `(io\.codedeveloper\.functions\.\w+)` \|/gm)];
    const built = new Map(rows.map(([, name, entryPoint]) => [name, entryPoint]));
    if (built.size === 0) problems.push('docs/reference/deployment.md has no table of functions');
    const deployed = JSON.parse(read(root, 'terraform/functions.json'));
    for (const [name, entryPoint] of built) {
      if (deployed[name]?.entryPoint !== entryPoint || deployed[name]?.zip !== name) problems.push(`terraform/functions.json lacks "${name}" with ${entryPoint}, from its own zip`);
    }
    for (const [name, { zip }] of Object.entries(deployed)) {
      if (!built.has(name)) problems.push(`terraform/functions.json has "${name}", which is not built`);
      if (!built.has(zip)) problems.push(`"${name}" is to come from ${zip}.zip, which is not built`);
    }
  },

  // A copy of the schemas with nothing but the types that a module uses.
  schema(from, to, module) {
    const text = fs.readdirSync(module).filter((file) => file.endsWith('.tf')).map((file) => read(module, file)).join('\n');
    const used = new Set([...text.matchAll(/^(?:resource|data) "(\w+)"/gm)].map((match) => match[1]));
    fs.mkdirSync(to, { recursive: true });
    for (const file of fs.readdirSync(from)) {
      const schema = JSON.parse(zlib.gunzipSync(fs.readFileSync(path.join(from, file))));
      for (const provider of Object.values(schema.provider_schemas)) {
        for (const kind of ['resource_schemas', 'data_source_schemas']) {
          provider[kind] = Object.fromEntries(Object.entries(provider[kind]).filter(([type]) => used.has(type)));
        }
      }
      fs.writeFileSync(path.join(to, file.replace(/\.gz$/, '')), JSON.stringify(schema));
    }
  },

  region(state, region) {
    const everywhere = ['google_logging_project_bucket_config']; // Cloud Logging's own bucket is global
    let seen = 0;
    for (const { type, name, values } of made(state).filter((one) => !everywhere.includes(one.type))) {
      for (const [field, value] of fields(values)) {
        if (['location', 'location_id', 'region'].includes(field) && typeof value === 'string' && value !== '') {
          seen++;
          if (value !== region) problems.push(`${name}: ${field} is ${value}`);
        }
        if (field === 'allowed_persistence_regions' && JSON.stringify(value) !== JSON.stringify([region])) problems.push(`${name}: messages may lie in ${value}`);
      }
      if (type === 'google_pubsub_topic' && !values.message_storage_policy?.length) problems.push(`${name}: messages may lie anywhere`);
    }
    if (seen < 10) problems.push(`only ${seen} resources say where they are`);
  },

  absent(canary, ...files) {
    for (const file of files) if (read(file).includes(canary)) problems.push(`${path.basename(file)} holds the secret`);
    if (!files.some((file) => read(file).includes('google_secret_manager_secret_version'))) problems.push('no secret was written at all');
  },

  rights(state) {
    for (const { type, name, values } of made(state)) {
      if (type === 'google_service_account_key') problems.push(`${name}: accounts have no keys`);
      if (/^roles\/(owner|editor|viewer)$/.test(values.role ?? '')) problems.push(`${name}: ${values.role} is for everything`);
      const everybody = ['allUsers', 'allAuthenticatedUsers'].includes(values.member);
      if (everybody && (type !== 'google_cloud_run_v2_service_iam_member' || values.role !== 'roles/run.invoker')) problems.push(`${name}: everybody has ${values.role}`);
      if (everybody && ['dispatcher', 'given-up'].includes(values.name)) problems.push(`${name}: everybody may call ${values.name}`);
      if (/_iam_(policy|binding)$/.test(type)) problems.push(`${name}: takes away what others gave; use _iam_member`);
      if (/_service$|_function$|_job$/.test(type) && type.startsWith('google_cloud') && JSON.stringify(values).includes('compute@developer')) problems.push(`${name}: acts as the default account`);
    }
  },

  buckets(state) {
    const buckets = made(state).filter((one) => one.type === 'google_storage_bucket');
    if (buckets.length < 4) problems.push(`there are only ${buckets.length} buckets`);
    for (const { name, values } of buckets) {
      if (!values.uniform_bucket_level_access) problems.push(`${name}: no uniform access`);
      if (values.public_access_prevention !== 'enforced') problems.push(`${name}: may be made public`);
    }
    const files = buckets.find((one) => one.values.name.endsWith('-files'));
    if (!files?.values.versioning?.[0]?.enabled) problems.push('the bucket of the files keeps no versions');
    for (const { action: [action], condition: [when] } of files?.values.lifecycle_rule ?? []) {
      const onlyOld = when.with_state === 'ARCHIVED';
      const onlyLogs = when.matches_prefix?.length > 0 && when.matches_prefix.every((prefix) => prefix === 'logs/');
      if (action.type === 'Delete' && !onlyOld && !onlyLogs) problems.push(`a rule of ${files.name} deletes the live roadmap: ${JSON.stringify(when)}`);
    }
  },

  settings(state, root) {
    const known = variables(read(root, 'docs/reference/configuration.md'));
    ['FUNCTION_TARGET', 'JAVA_TOOL_OPTIONS'].forEach((name) => known.add(name)); // the framework's and the JVM's
    const needed = ['GCP_PROJECT_ID', 'GCP_LOCATION', 'GCS_BUCKET', 'CLOUD_TASKS_SERVICE_ACCOUNT'];
    let seen = 0;
    for (const { type, name, values } of made(state)) {
      const given = {
        google_cloudfunctions2_function: () => Object.keys(values.service_config[0].environment_variables),
        google_cloud_run_v2_service: () => values.template[0].containers[0].env.map((one) => one.name),
        google_cloud_run_v2_job: () => values.template[0].template[0].containers[0].env.map((one) => one.name),
      }[type]?.();
      if (!given) continue;
      seen++;
      for (const one of given.filter((it) => !known.has(it))) problems.push(`${name}: nobody reads ${one}`);
      for (const one of needed.filter((it) => !given.includes(it))) problems.push(`${name}: ${one} is missing`);
    }
    if (seen < 10) problems.push(`only ${seen} functions and jobs have settings`);
  },
};

const [property, ...operands] = process.argv.slice(2);
properties[property](...operands);
problems.forEach((problem) => console.log(problem));
process.exit(problems.length > 0 ? 1 : 0);
