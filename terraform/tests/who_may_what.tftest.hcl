# Google's answers are made up. The first run makes everything; the others look at it, or plan a change of it.
mock_provider "google" {}
mock_provider "time" {}

variables {
  project_id      = "some-project"
  region          = "europe-west1"
  environment     = "prod"
  functions_from  = "image"
  functions_image = "europe-west1-docker.pkg.dev/some-project/code-developer/code-developer-functions:1"
  job_image       = "europe-west1-docker.pkg.dev/some-project/code-developer/code-developer-job:1"
  projects        = { main = { nightly = "0 22 * * *" }, other = {} }
  secret_values   = {}
}

run "exact_rights_of_each_account" {
  assert {
    condition = jsonencode({
      for name, account in google_service_account.this : name => sort([
        for grant in google_project_iam_member.this :
        "${grant.role}${length(grant.condition) > 0 ? " if" : ""}" if grant.member == account.member
      ])
      }) == jsonencode({
      health     = []
      api        = ["projects/some-project/roles/codeDeveloperLogReader", "projects/some-project/roles/codeDeveloperScheduleEditor", "roles/datastore.user if"]
      dispatcher = ["projects/some-project/roles/codeDeveloperScheduleKeeper", "roles/datastore.user if"]
      job        = ["roles/datastore.user if", "roles/logging.logWriter"]
      push       = []
      tasks      = []
      build      = ["roles/logging.logWriter", "roles/storage.objectViewer if"]
    })
    error_message = "An account has other roles on the project than these: ${jsonencode({
      for name, account in google_service_account.this : name => sort([
        for grant in google_project_iam_member.this :
        "${grant.role}${length(grant.condition) > 0 ? " if" : ""}" if grant.member == account.member
      ])
    })}"
  }

  assert {
    condition = jsonencode({
      for name, account in google_service_account.this : name => sort([
        for grant in google_storage_bucket_iam_member.this : "${grant.role} ${grant.bucket}" if grant.member == account.member
      ])
      }) == jsonencode({
      health     = []
      api        = ["roles/storage.objectUser some-project-code-developer-files"]
      dispatcher = ["roles/storage.objectUser some-project-code-developer-files"]
      job        = ["roles/storage.objectUser some-project-code-developer-files"]
      push       = []
      tasks      = []
      build      = ["roles/storage.objectViewer some-project-code-developer-sources"]
    })
    error_message = "An account has other rights on buckets than these."
  }

  assert {
    condition = jsonencode({
      for name, account in google_service_account.this : name => sort([
        for grant in google_pubsub_topic_iam_member.publisher : "${grant.role} ${grant.topic}" if grant.member == account.member
      ])
      }) == jsonencode({
      health     = []
      api        = ["roles/pubsub.publisher commands"]
      dispatcher = ["roles/pubsub.publisher commands"]
      job        = ["roles/pubsub.publisher commands"]
      push       = []
      tasks      = ["roles/pubsub.publisher commands", "roles/pubsub.publisher ticks"]
      build      = []
    })
    error_message = "An account may publish elsewhere than it should."
  }

  assert {
    condition = jsonencode({
      for name, account in google_service_account.this : name => sort([
        for grant in google_secret_manager_secret_iam_member.this : "${grant.role} ${grant.secret_id}" if grant.member == account.member
      ])
      }) == jsonencode({
      health     = []
      api        = ["roles/secretmanager.secretAccessor API_AUTH_SECRET"]
      dispatcher = ["roles/secretmanager.secretAccessor NOTIFICATION_SLACK_URL", "roles/secretmanager.secretAccessor NOTIFICATION_WEBHOOK_KEY", "roles/secretmanager.secretAccessor NOTIFICATION_WEBHOOK_URL"]
      job        = ["roles/secretmanager.secretAccessor ANTHROPIC_API_KEY", "roles/secretmanager.secretAccessor GITHUB_TOKEN"]
      push       = []
      tasks      = []
      build      = []
    })
    error_message = "An account may read other secrets than it needs."
  }

  assert {
    condition     = google_cloud_run_v2_job_iam_member.dispatcher.member == google_service_account.this["dispatcher"].member && google_cloud_run_v2_job_iam_member.dispatcher.role == "projects/some-project/roles/codeDeveloperJobRunner"
    error_message = "Only the dispatcher starts and ends executions, with a role on the job."
  }

  assert {
    condition = jsonencode({
      for name, role in google_project_iam_custom_role.this : name => sort(role.permissions)
      }) == jsonencode({
      codeDeveloperLogReader      = ["logging.logEntries.list"]
      codeDeveloperScheduleEditor = ["cloudscheduler.jobs.create", "cloudscheduler.jobs.delete", "cloudscheduler.jobs.enable", "cloudscheduler.jobs.get", "cloudscheduler.jobs.pause", "cloudscheduler.jobs.update"]
      codeDeveloperScheduleKeeper = ["cloudscheduler.jobs.enable", "cloudscheduler.jobs.get", "cloudscheduler.jobs.pause"]
      codeDeveloperJobRunner      = ["run.executions.cancel", "run.executions.get", "run.executions.list", "run.jobs.run", "run.jobs.runWithOverrides"]
    })
    error_message = "A role of ours holds other permissions than these."
  }

  assert {
    condition     = google_cloud_tasks_queue_iam_member.dispatcher.role == "roles/cloudtasks.enqueuer" && google_cloud_tasks_queue_iam_member.dispatcher.member == google_service_account.this["dispatcher"].member
    error_message = "The dispatcher only adds tasks to the queue."
  }

  assert {
    condition     = google_service_account_iam_member.dispatcher_as_tasks.service_account_id == google_service_account.this["tasks"].name && google_service_account_iam_member.dispatcher_as_tasks.role == "roles/iam.serviceAccountUser"
    error_message = "The dispatcher acts as the account of the tasks, and as no other."
  }

  assert {
    condition = alltrue([
      for grant in google_project_iam_member.this :
      grant.condition[0].expression == "resource.name.startsWith(\"projects/some-project/databases/(default)\")" if grant.role == "roles/datastore.user"
    ])
    error_message = "Documents are those of one database."
  }

  assert {
    condition     = length(google_project_iam_member.deploy) == 0 && length(google_iam_workload_identity_pool.github) == 0
    error_message = "Where no repository is named, no workflow may deploy."
  }
}

run "workflows_deploy_without_a_key" {
  variables {
    github_repository = "ada/code-developer"
  }

  assert {
    condition     = google_iam_workload_identity_pool_provider.github["ada/code-developer"].attribute_condition == "assertion.repository == \"ada/code-developer\" && assertion.ref == \"refs/heads/main\""
    error_message = "Only the named repository and branch may deploy: a fork's pull request has another ref."
  }

  assert {
    condition     = endswith(google_service_account_iam_member.github["ada/code-developer"].member, "/attribute.repository/ada/code-developer")
    error_message = "The pool's members are those of the repository."
  }

  assert {
    condition     = length(setintersection([for grant in google_project_iam_member.deploy : grant.role], ["roles/owner", "roles/editor", "roles/secretmanager.admin", "roles/secretmanager.secretAccessor", "roles/resourcemanager.projectIamAdmin"])) == 0
    error_message = "Workflows must not own the project, nor read secrets."
  }

  assert {
    condition     = !contains(google_project_iam_custom_role.deployer["ada/code-developer"].permissions, "secretmanager.versions.access")
    error_message = "Workflows must not read secrets."
  }

  assert {
    condition     = startswith(google_project_iam_member.deploy_grants["ada/code-developer"].condition[0].expression, "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly([") && !strcontains(google_project_iam_member.deploy_grants["ada/code-developer"].condition[0].expression, "roles/owner") && !strcontains(google_project_iam_member.deploy_grants["ada/code-developer"].condition[0].expression, "secretAccessor")
    error_message = "Workflows give and take only the roles of this module."
  }
}
