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

/** The settings of a function, as a zip or as a service, or of the job: {name: value}; nothing for anything else. */
const settingsOf = ({ type, values }) => {
  const named = (list) => Object.fromEntries(list.map(({ name, value }) => [name, value]));
  return {
    google_cloudfunctions2_function: () => values.service_config[0].environment_variables,
    google_cloud_run_v2_service: () => named(values.template[0].containers[0].env),
    google_cloud_run_v2_job: () => named(values.template[0].template[0].containers[0].env),
  }[type]?.();
};

/** How large each environment is, as its file says it: docs/reference/cost.md counts with the one of prod. */
const SIZES = {
  dev: { functions: '512Mi, 0 to 3', job: '1 CPU, 2Gi, 3600s', locked: false, kept: false },
  prod: { functions: '512Mi, 0 to 10', job: '2 CPU, 4Gi, 7200s', locked: true, kept: true },
};

/** The API that makes a type of resource, by how the type begins; the longest beginning counts. */
const APIS = {
  google_artifact_registry: 'artifactregistry', google_billing: 'billingbudgets', google_cloud_run: 'run', google_cloud_scheduler: 'cloudscheduler',
  google_cloud_tasks: 'cloudtasks', google_cloudfunctions2: 'cloudfunctions', google_firestore: 'firestore', google_iam_workload: 'iam',
  google_logging: 'logging', google_monitoring: 'monitoring', google_project: 'cloudresourcemanager', google_project_iam_custom_role: 'iam',
  google_project_service: 'serviceusage', google_pubsub: 'pubsub', google_secret_manager: 'secretmanager', google_service_account: 'iam',
  google_storage: 'storage',
};

/** What is asked of Google Cloud by no resource: functions are built, images scanned, and workflows exchange their tokens. */
const ALSO = ['cloudbuild', 'containerscanning', 'iamcredentials', 'sts'];

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

  // What is used is enabled, and what is enabled is used.
  apis(root) {
    const folder = path.join(root, 'terraform');
    const text = fs.readdirSync(folder).filter((file) => file.endsWith('.tf')).map((file) => read(folder, file)).join('\n');
    const enabled = [...read(folder, 'apis.tf').matchAll(/"([a-z]+)\.googleapis\.com"/g)].map((match) => match[1]);
    const used = new Set(ALSO);
    for (const [, type] of text.matchAll(/^(?:resource|data) "(google_\w+)"/gm)) {
      const [begins] = Object.keys(APIS).filter((one) => type.startsWith(one)).sort((one, other) => other.length - one.length);
      if (begins) used.add(APIS[begins]);
      else problems.push(`of which API is ${type}? Say so in .ci/infrastructure.mjs`);
    }
    for (const api of used) if (!enabled.includes(api)) problems.push(`terraform/apis.tf lacks ${api}.googleapis.com, which is used`);
    for (const api of enabled) if (!used.has(api)) problems.push(`terraform/apis.tf enables ${api}.googleapis.com, which nothing uses`);
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

  // What an environment's file says of sizes is what is made; it says itself that nothing is kept running.
  sizes(state, root, environment) {
    const all = made(state);
    const wanted = SIZES[environment];
    const expect = (name, value, wish) => { if (value !== wish) problems.push(`${name}: ${value}, and not ${wish}`); };
    for (const { type, name, values } of all) {
      const config = values.service_config?.[0];
      const service = values.template?.[0];
      if (type === 'google_cloudfunctions2_function') expect(name, `${config.available_memory}, ${config.min_instance_count} to ${config.max_instance_count}`, wanted.functions);
      if (type === 'google_cloud_run_v2_service') expect(name, `${service.containers[0].resources[0].limits.memory}, ${service.scaling[0].min_instance_count} to ${service.scaling[0].max_instance_count}`, wanted.functions);
      if (type === 'google_cloud_run_v2_job') {
        const [{ limits }] = service.template[0].containers[0].resources;
        expect(name, `${limits.cpu} CPU, ${limits.memory}, ${service.template[0].timeout}`, wanted.job);
      }
      if (name === 'google_storage_bucket.audit[]') expect(`${name} locked`, values.retention_policy[0].is_locked, wanted.locked);
      if (name === 'google_firestore_database.this[]') expect(`${name} kept`, values.deletion_policy === 'ABANDON', wanted.kept);
    }
    if (!/^ *min_instances *= *0$/m.test(read(root, 'terraform/envs', `${environment}.tfvars`))) problems.push(`envs/${environment}.tfvars does not say min_instances = 0`);
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

  // The outputs are the functions' own addresses, with https; of what is pushed to, none is given.
  addresses(state, root) {
    const { base_url: base, urls } = JSON.parse(read(state)).outputs;
    const declared = JSON.parse(read(root, 'terraform/functions.json'));
    const own = {};
    for (const { type, values } of made(state)) {
      if (type === 'google_cloudfunctions2_function') own[values.name] = values.service_config[0].uri;
      if (type === 'google_cloud_run_v2_service') own[values.name] = values.uri;
    }
    const called = Object.keys(own).filter((name) => declared[name].called !== 'pushed').sort();
    if (called.length < 10 || called.join() !== Object.keys(urls.value).sort().join()) problems.push(`urls has ${Object.keys(urls.value)}`);
    if (base.value !== own.api) problems.push(`base_url is ${base.value}, and not ${own.api}`);
    for (const [name, url] of Object.entries({ ...urls.value, base_url: base.value })) {
      if (!/^https:\/\/[^/]+/.test(url)) problems.push(`${name} is ${url}`);
      if (name in own && url !== own[name]) problems.push(`${name} is ${url}, and not ${own[name]}`);
    }
  },

  settings(state, root) {
    const known = variables(read(root, 'docs/reference/configuration.md'));
    ['FUNCTION_TARGET', 'JAVA_TOOL_OPTIONS'].forEach((name) => known.add(name)); // the framework's and the JVM's
    const all = made(state);
    const one = (name) => all.find((it) => it.name === name)?.values ?? problems.push(`there is no ${name}`);
    const needed = {
      PLATFORM: 'google',
      GCP_PROJECT_ID: one('google_cloud_run_v2_job.iteration[]').project,
      GCP_LOCATION: one('google_cloud_run_v2_job.iteration[]').location,
      GCS_BUCKET: one('google_storage_bucket.files[]').name,
      FIRESTORE_DATABASE: one('google_firestore_database.this[]').name,
      CLOUD_TASKS_QUEUE: one('google_cloud_tasks_queue.this[]').name,
      CLOUD_TASKS_SERVICE_ACCOUNT: one('google_service_account.this[tasks]').email,
    };
    const ofFunctions = { ...needed, CLOUD_RUN_JOB: one('google_cloud_run_v2_job.iteration[]').name };
    let seen = 0;
    for (const it of all) {
      const given = settingsOf(it);
      if (!given) continue;
      seen++;
      for (const setting of Object.keys(given).filter((name) => !known.has(name))) problems.push(`${it.name}: nobody reads ${setting}`);
      for (const [setting, value] of Object.entries(it.type === 'google_cloud_run_v2_job' ? needed : ofFunctions)) {
        if (given[setting] !== value) problems.push(`${it.name}: ${setting} is ${given[setting]}, and not ${value}`);
      }
    }
    if (seen < 10) problems.push(`only ${seen} functions and jobs have settings`);
  },
};

const [property, ...operands] = process.argv.slice(2);
properties[property](...operands);
problems.forEach((problem) => console.log(problem));
process.exit(problems.length > 0 ? 1 : 0);
