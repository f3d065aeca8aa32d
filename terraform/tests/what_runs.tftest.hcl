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
  settings        = { LOG_LEVEL = "DEBUG" }
}

run "images_and_job" {
  assert {
    condition     = toset(keys(google_cloud_run_v2_service.this)) == toset([for name in keys(jsondecode(file("functions.json"))) : name if name != "docs"]) && length(google_cloudfunctions2_function.this) == 0
    error_message = "From the image, each function is a service of Cloud Run."
  }

  assert {
    condition = alltrue([
      for name in ["dispatcher", "given-up"] :
      google_cloud_run_v2_service.this[name].ingress == "INGRESS_TRAFFIC_INTERNAL_ONLY"
    ])
    error_message = "What takes messages is reached from inside only."
  }

  assert {
    condition = alltrue([
      for invoker in google_cloud_run_v2_service_iam_member.invoker :
      !contains(["dispatcher", "given-up"], invoker.name) || invoker.member == google_service_account.this["push"].member
    ])
    error_message = "Only the push subscriptions may call what takes messages."
  }

  assert {
    condition     = length([for invoker in google_cloud_run_v2_service_iam_member.invoker : invoker if contains(["dispatcher", "given-up"], invoker.name)]) == 2
    error_message = "The push subscriptions may call what takes messages."
  }

  assert {
    condition     = toset([for invoker in google_cloud_run_v2_service_iam_member.invoker : invoker.name if invoker.member == "allUsers" && invoker.role == "roles/run.invoker"]) == toset([for name, function in jsondecode(file("functions.json")) : name if name != "docs" && !contains(["dispatcher", "given-up"], name)])
    error_message = "Everybody may call the API, which checks tokens, and nobody what takes messages."
  }

  assert {
    condition     = alltrue([for name, service in google_cloud_run_v2_service.this : service.template[0].scaling[0].min_instance_count == 0 && service.template[0].scaling[0].max_instance_count == 10])
    error_message = "Functions scale to zero, and to ten."
  }

  assert {
    condition     = alltrue([for service in google_cloud_run_v2_service.this : service.template[0].containers[0].resources[0].cpu_idle && service.template[0].containers[0].resources[0].limits == tomap({ cpu = "1", memory = "512Mi" })])
    error_message = "Functions have their limits, and cost nothing between requests."
  }

  assert {
    condition     = alltrue([for service in google_cloud_run_v2_service.this : { for env in service.template[0].containers[0].env : env.name => env.value }["LOG_LEVEL"] == "DEBUG"]) && { for env in google_cloud_run_v2_job.iteration.template[0].template[0].containers[0].env : env.name => env.value }["LOG_LEVEL"] == "DEBUG"
    error_message = "Settings reach every function and the job."
  }

  assert {
    condition     = { for name, service in google_cloud_run_v2_service.this : name => service.template[0].containers[0].args if try(length(service.template[0].containers[0].args), 0) > 0 } == { health = tolist(["@/app/health-arguments"]) }
    error_message = "The health function starts with the class path that is made for it, the others with the image's own."
  }

  assert {
    condition     = alltrue([for name, service in google_cloud_run_v2_service.this : { for env in service.template[0].containers[0].env : env.name => env.value }["FUNCTION_TARGET"] == jsondecode(file("functions.json"))[name].entryPoint])
    error_message = "Each service is the function that it is called after."
  }

  assert {
    condition = alltrue([
      for name in ["dispatcher", "given-up"] :
      google_cloud_run_v2_service.this[name].custom_audiences == tolist([{ for env in google_cloud_run_v2_service.this[name].template[0].containers[0].env : env.name => env.value }["PUSH_AUDIENCE"]])
    ])
    error_message = "Cloud Run must accept the tokens that the function expects."
  }

  assert {
    condition     = google_cloud_run_v2_job.iteration.template[0].task_count == 1 && google_cloud_run_v2_job.iteration.template[0].parallelism == 1
    error_message = "An execution has one task."
  }

  assert {
    condition     = google_cloud_run_v2_job.iteration.template[0].template[0].max_retries == 0
    error_message = "Cloud Run must never repeat an execution by itself; the dispatcher decides."
  }

  assert {
    condition     = google_cloud_run_v2_job.iteration.template[0].template[0].timeout == "3600s" && { for env in google_cloud_run_v2_job.iteration.template[0].template[0].containers[0].env : env.name => env.value }["CODE_DEVELOPER_TASK_TIMEOUT"] == "3600"
    error_message = "An execution knows how long it may take."
  }

  assert {
    condition     = google_cloud_run_v2_job.iteration.template[0].template[0].execution_environment == "EXECUTION_ENVIRONMENT_GEN2"
    error_message = "The sandbox needs the second generation."
  }

  assert {
    condition     = google_cloud_run_v2_job.iteration.template[0].template[0].service_account == google_service_account.this["job"].email
    error_message = "An execution acts as the account of the job."
  }

  assert {
    condition     = google_cloud_run_v2_job.iteration.template[0].template[0].containers[0].resources[0].limits == tomap({ cpu = "2", memory = "4Gi" })
    error_message = "An execution has its limits."
  }

  assert {
    condition     = alltrue([for env in google_cloud_run_v2_job.iteration.template[0].template[0].containers[0].env : length(env.value_source) == 0])
    error_message = "No secret is in the environment of an execution, where the commands of a repository are near."
  }
}

run "zips" {
  variables {
    functions_from = "zip"
  }

  assert {
    condition     = toset(keys(google_cloudfunctions2_function.this)) == toset([for name in keys(jsondecode(file("functions.json"))) : name if name != "docs"]) && length(google_cloud_run_v2_service.this) == 0
    error_message = "From the zips, each is a function."
  }

  assert {
    condition     = alltrue([for function in google_cloudfunctions2_function.this : function.build_config[0].runtime == "java25" && function.build_config[0].environment_variables["USE_JAVA_FF_2"] == "true"])
    error_message = "Functions are built for Java 25, with an invoker of version 2."
  }

  assert {
    condition     = alltrue([for name in ["dispatcher", "given-up"] : google_cloudfunctions2_function.this[name].service_config[0].ingress_settings == "ALLOW_INTERNAL_ONLY"])
    error_message = "What takes messages is reached from inside only."
  }

  assert {
    condition = alltrue([
      for invoker in google_cloud_run_v2_service_iam_member.invoker :
      !contains(["dispatcher", "given-up"], invoker.name) || invoker.member == google_service_account.this["push"].member
    ])
    error_message = "Only the push subscriptions may call what takes messages."
  }

  assert {
    condition     = toset([for invoker in google_cloud_run_v2_service_iam_member.invoker : invoker.name if invoker.member == "allUsers" && invoker.role == "roles/run.invoker"]) == toset([for name, function in jsondecode(file("functions.json")) : name if name != "docs" && !contains(["dispatcher", "given-up"], name)])
    error_message = "Everybody may call the API, which checks tokens, and nobody what takes messages."
  }

  assert {
    condition     = alltrue([for function in google_cloudfunctions2_function.this : function.service_config[0].min_instance_count == 0 && function.service_config[0].max_instance_count == 10])
    error_message = "Functions scale to zero, and to ten."
  }

  assert {
    condition     = alltrue([for function in google_cloudfunctions2_function.this : function.service_config[0].available_cpu == "1" && function.service_config[0].available_memory == "512Mi"])
    error_message = "Functions have their limits."
  }

  assert {
    condition     = alltrue([for name, function in google_cloudfunctions2_function.this : function.service_config[0].service_account_email == google_service_account.this[jsondecode(file("functions.json"))[name].account].email])
    error_message = "Each function acts as its own role."
  }

  assert {
    condition     = google_cloudfunctions2_function.this["dispatcher"].service_config[0].timeout_seconds < google_pubsub_subscription.dispatcher["commands"].ack_deadline_seconds
    error_message = "A message must not be delivered again while the dispatcher still works on it."
  }

  assert {
    condition     = alltrue([for function in google_cloudfunctions2_function.this : length(function.service_config[0].secret_environment_variables) == 0])
    error_message = "No secret is in an environment: the code reads it when it needs it."
  }

  assert {
    condition     = google_cloudfunctions2_function.this["dispatcher"].service_config[0].environment_variables["PUSH_SERVICE_ACCOUNT"] == google_pubsub_subscription.dispatcher["ticks"].push_config[0].oidc_token[0].service_account_email && google_cloudfunctions2_function.this["dispatcher"].service_config[0].environment_variables["PUSH_AUDIENCE"] == google_pubsub_subscription.dispatcher["ticks"].push_config[0].oidc_token[0].audience
    error_message = "The dispatcher expects the tokens that its subscriptions bring."
  }

  assert {
    condition     = google_cloudfunctions2_function.this["api"].service_config[0].environment_variables["ENVIRONMENT"] == "production"
    error_message = "prod is production to the functions."
  }

  assert {
    condition     = alltrue([for function in google_cloudfunctions2_function.this : function.service_config[0].environment_variables["LOG_LEVEL"] == "DEBUG"])
    error_message = "Settings reach every function."
  }

  assert {
    condition     = output.base_url == google_cloudfunctions2_function.this["api"].service_config[0].uri
    error_message = "base_url is where the whole API is."
  }
}

run "an_api_that_is_not_public" {
  command = plan

  plan_options {
    refresh = false
  }

  variables {
    public_api  = false
    api_callers = ["user:ada@example.com"]
  }

  assert {
    condition     = toset([for invoker in google_cloud_run_v2_service_iam_member.invoker : invoker.name if invoker.member == "allUsers"]) == toset(["health"])
    error_message = "Then everybody reaches the health function only."
  }

  assert {
    condition     = length([for invoker in google_cloud_run_v2_service_iam_member.invoker : invoker if invoker.member == "user:ada@example.com"]) == length([for function in values(jsondecode(file("functions.json"))) : function if function.called == "api"])
    error_message = "Then those who are named reach the API."
  }
}

run "an_image_must_be_named" {
  command = plan

  plan_options {
    refresh = false
  }

  variables {
    functions_image = ""
  }

  expect_failures = [var.functions_from]
}

run "nobody_hides_a_secret_in_the_settings" {
  command = plan

  plan_options {
    refresh = false
  }

  variables {
    settings = { GITHUB_TOKEN = "hidden" }
  }

  expect_failures = [var.settings]
}

run "nobody_shows_where_notifications_go" {
  command = plan

  plan_options {
    refresh = false
  }

  variables {
    settings = { NOTIFICATION_SLACK_URL = "https://hooks.slack.com/services/hidden" }
  }

  expect_failures = [var.settings]
}

run "nothing_stands_in_for_google" {
  command = plan

  plan_options {
    refresh = false
  }

  variables {
    settings = { FIRESTORE_EMULATOR_HOST = "localhost:8080" }
  }

  expect_failures = [var.settings]
}

run "nothing_runs_without_a_sandbox" {
  command = plan

  plan_options {
    refresh = false
  }

  variables {
    job = { sandbox = "none" }
  }

  expect_failures = [var.job]
}

run "five_minutes_are_too_little" {
  command = plan

  plan_options {
    refresh = false
  }

  variables {
    job = { timeout_seconds = 200 }
  }

  expect_failures = [var.job]
}
