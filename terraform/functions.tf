locals {
  # Every function with its entry point, the zip it is in, whom it acts as, and who calls it: people and programs
  # through the API (api), whoever wants to know whether it is alive (anyone), or the push subscriptions (pushed).
  # `api` answers every path of the API under one address. Streams take longer than a request may; some functions are
  # not for production.
  functions = {
    for name, function in jsondecode(file("${path.module}/functions.json")) : name => merge(function, {
      seconds = try(function.seconds, function.called == "pushed" ? local.pushed_timeout : local.api_timeout)
    }) if try(function.production, true) || local.environment_name != "production"
  }
  from_zips      = var.functions_from == "zip"
  zips           = local.from_zips ? toset([for function in local.functions : function.zip]) : toset([])
  pushed         = toset([for name, function in local.functions : name if function.called == "pushed"])
  called_by_api  = toset([for name, function in local.functions : name if function.called == "api"])
  api_timeout    = 30  # seconds a request may take
  pushed_timeout = 150 # seconds a message may take; its subscription waits longer

  # As whose tokens the subscriptions call: the address that Cloud Functions accepts tokens for, known beforehand.
  push_audience = { for name in local.pushed : name => "https://${var.region}-${var.project_id}.cloudfunctions.net/${name}" }

  uris = local.from_zips ? {
    for name, function in google_cloudfunctions2_function.this : name => function.service_config[0].uri
    } : {
    for name, service in google_cloud_run_v2_service.this : name => service.uri
  }

  function_environment = {
    for name, function in local.functions : name => merge(
      var.settings,
      local.platform_environment,
      { CLOUD_RUN_JOB = local.job_name },
      function.called == "pushed" ? {
        PUSH_AUDIENCE        = local.push_audience[name]
        PUSH_SERVICE_ACCOUNT = google_service_account.this["push"].email
      } : {},
    )
  }
}

resource "google_storage_bucket_object" "zip" {
  for_each = local.zips

  bucket = google_storage_bucket.sources.name
  name   = "${each.value}-${filemd5("${var.functions_directory}/${each.value}.zip")}.zip"
  source = "${var.functions_directory}/${each.value}.zip"

  lifecycle {
    ignore_changes = [source] # another content has another name; where the same content lies does not matter
  }
}

resource "google_cloudfunctions2_function" "this" {
  for_each = { for name, function in local.functions : name => function if local.from_zips }

  project     = var.project_id
  location    = var.region
  name        = each.key
  description = each.value.entryPoint

  build_config {
    runtime           = "java25"
    entry_point       = each.value.entryPoint
    docker_repository = google_artifact_registry_repository.code_developer.id
    service_account   = google_service_account.this["build"].id

    environment_variables = {
      USE_JAVA_FF_2 = "true" # else the buildpack starts it with an invoker of version 1
    }

    source {
      storage_source {
        bucket = google_storage_bucket.sources.name
        object = google_storage_bucket_object.zip[each.value.zip].name
      }
    }
  }

  service_config {
    service_account_email            = google_service_account.this[each.value.account].email
    ingress_settings                 = each.value.called == "pushed" ? "ALLOW_INTERNAL_ONLY" : "ALLOW_ALL"
    timeout_seconds                  = each.value.seconds
    available_cpu                    = var.functions.cpu
    available_memory                 = var.functions.memory
    min_instance_count               = var.functions.min_instances
    max_instance_count               = var.functions.max_instances
    max_instance_request_concurrency = var.functions.concurrency

    environment_variables = merge(local.function_environment[each.key], {
      JAVA_TOOL_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC" # a cold start takes a fifth to a third less
    })
  }

  depends_on = [
    google_project_service.this,
    google_project_iam_member.this,
    google_artifact_registry_repository_iam_member.build,
    google_storage_bucket_iam_member.this,
    google_secret_manager_secret_iam_member.this,
  ]
}

# The same functions from the container image, which starts with an archive of their classes.
resource "google_cloud_run_v2_service" "this" {
  for_each = { for name, function in local.functions : name => function if !local.from_zips }

  project             = var.project_id
  location            = var.region
  name                = each.key
  description         = each.value.entryPoint
  ingress             = each.value.called == "pushed" ? "INGRESS_TRAFFIC_INTERNAL_ONLY" : "INGRESS_TRAFFIC_ALL"
  custom_audiences    = each.value.called == "pushed" ? [local.push_audience[each.key]] : []
  deletion_protection = false # it holds nothing

  template {
    service_account                  = google_service_account.this[each.value.account].email
    execution_environment            = "EXECUTION_ENVIRONMENT_GEN2"
    timeout                          = "${each.value.seconds}s"
    max_instance_request_concurrency = var.functions.concurrency

    scaling {
      min_instance_count = var.functions.min_instances
      max_instance_count = var.functions.max_instances
    }

    containers {
      image = var.functions_image
      args  = each.key == "health" ? ["@/app/health-arguments"] : null # a class path of its own, with the archive for it

      resources {
        cpu_idle          = true # paid for while there is a request
        startup_cpu_boost = true
        limits = {
          cpu    = var.functions.cpu
          memory = var.functions.memory
        }
      }

      dynamic "env" {
        for_each = merge(local.function_environment[each.key], { FUNCTION_TARGET = each.value.entryPoint })
        content {
          name  = env.key
          value = env.value
        }
      }
    }
  }

  depends_on = [
    google_project_service.this,
    google_project_iam_member.this,
    google_storage_bucket_iam_member.this,
    google_secret_manager_secret_iam_member.this,
  ]
}

# --- who may call ------------------------------------------------------------------------------------------------

locals {
  api_members = var.public_api ? toset(["allUsers"]) : var.api_callers

  # The API by everybody, or by those named; what is pushed to, by the push subscriptions alone.
  invokers = merge(
    { for name, function in local.functions : "${name} anyone" => { service = name, member = "allUsers" } if function.called == "anyone" },
    { for pair in setproduct(local.called_by_api, local.api_members) : "${pair[0]} ${pair[1]}" => { service = pair[0], member = pair[1] } },
    { for name in local.pushed : "${name} push" => { service = name, member = google_service_account.this["push"].member } },
  )
}

# Functions of the second generation are services of Cloud Run of the same name.
resource "google_cloud_run_v2_service_iam_member" "invoker" {
  for_each = local.invokers

  project  = var.project_id
  location = var.region
  name     = local.from_zips ? google_cloudfunctions2_function.this[each.value.service].name : google_cloud_run_v2_service.this[each.value.service].name
  role     = "roles/run.invoker"
  member   = each.value.member
}
