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
  alert_email     = "ada@example.com"
  alert_webhook   = "https://example.com/hook"
  billing_account = "000000-000000-000000"
}

run "people_are_told" {
  assert {
    condition     = google_monitoring_uptime_check_config.health.period == "300s" && google_monitoring_uptime_check_config.health.http_check[0].path == "/health"
    error_message = "The health function is looked at every five minutes."
  }

  assert {
    condition     = google_monitoring_alert_policy.this["service-down"].conditions[0].condition_threshold[0].duration == "300s"
    error_message = "Five minutes without an answer are an alert."
  }

  assert {
    condition     = google_monitoring_alert_policy.this["error-rate"].conditions[0].condition_threshold[0].threshold_value == 0.05 && google_monitoring_alert_policy.this["error-rate"].conditions[0].condition_threshold[0].aggregations[0].alignment_period == "600s" && google_monitoring_alert_policy.this["error-rate"].conditions[0].condition_threshold[0].denominator_filter != null
    error_message = "More than 5 % of ten minutes' requests are an alert."
  }

  assert {
    condition     = alltrue([for condition in google_monitoring_alert_policy.this["cpu"].conditions : condition.condition_threshold[0].threshold_value == 0.8 && condition.condition_threshold[0].duration == "900s"]) && length(google_monitoring_alert_policy.this["cpu"].conditions) == 2
    error_message = "Processors over 80 % for 15 minutes are an alert, in functions and executions."
  }

  assert {
    condition     = alltrue([for condition in google_monitoring_alert_policy.this["memory"].conditions : condition.condition_threshold[0].threshold_value == 0.85 && condition.condition_threshold[0].duration == "900s"]) && length(google_monitoring_alert_policy.this["memory"].conditions) == 2
    error_message = "Memory over 85 % for 15 minutes is an alert, in functions and executions."
  }

  assert {
    condition     = endswith(google_monitoring_alert_policy.this["spend-per-day"].conditions[0].condition_prometheus_query_language[0].query, "[24h])) > 50")
    error_message = "More than 50 dollars in 24 hours are an alert."
  }

  assert {
    condition     = endswith(google_monitoring_alert_policy.this["iteration-slow"].conditions[0].condition_prometheus_query_language[0].query, "> 600")
    error_message = "Ten minutes on average are an alert."
  }

  assert {
    condition     = length(google_monitoring_alert_policy.this["missed-tick"].conditions[0].condition_absent) == 1
    error_message = "Ticks that do not come are an alert."
  }

  assert {
    condition = toset(keys(google_monitoring_alert_policy.this)) == toset([
      "service-down", "error-rate", "spend-per-day", "datastore-errors", "cpu", "memory", "iteration-slow",
      "dead-letters", "stuck-lease", "failed-execution", "missed-tick", "old-secret", "quota",
    ])
    error_message = "An alert of the requirements is missing, or has another name."
  }

  assert {
    condition     = alltrue([for name, alert in google_monitoring_alert_policy.this : strcontains(file("../docs/runbook.md"), "\n### ${name}\n")])
    error_message = "docs/runbook.md has no section for: ${join(", ", [for name, alert in google_monitoring_alert_policy.this : name if !strcontains(file("../docs/runbook.md"), "\n### ${name}\n")])}"
  }

  assert {
    condition     = alltrue([for name, alert in google_monitoring_alert_policy.this : endswith(alert.documentation[0].content, "runbook.md#${name}")])
    error_message = "Each alert says where in the runbook it is explained."
  }

  assert {
    condition     = alltrue([for alert in google_monitoring_alert_policy.this : length(alert.notification_channels) == 2])
    error_message = "Each alert goes to the e-mail address and to the webhook."
  }

  assert {
    condition = length(setsubtract(
      flatten([for text in concat([google_monitoring_dashboard.this.dashboard_json], flatten([for alert in google_monitoring_alert_policy.this : [for condition in alert.conditions : [for query in condition.condition_prometheus_query_language : query.query]]])) : [for found in regexall("user_(code_developer_[a-z]+(?:_seconds)?)(?:_sum|_count)?[\\[{ ]", text) : found[0]]]),
      keys(google_logging_metric.this)
    )) == 0
    error_message = "An alert or a chart asks for a metric of the logs that nobody counts."
  }

  assert {
    condition     = toset(keys(google_logging_metric.this)) == toset(["code_developer_iterations", "code_developer_iteration_seconds", "code_developer_tokens", "code_developer_dollars", "code_developer_repairs"])
    error_message = "Iterations, their time, tokens, dollars and repairs are counted."
  }

  assert {
    condition     = jsonencode(google_billing_budget.monthly[0].threshold_rules[*].threshold_percent) == jsonencode([0.5, 0.9, 1])
    error_message = "The budget tells at 50, 90 and 100 percent."
  }

  assert {
    condition     = length(google_billing_budget.monthly[0].all_updates_rule[0].monitoring_notification_channels) == 1
    error_message = "The budget tells the e-mail address."
  }
}

run "no_ticks_no_alert" {
  command = plan

  plan_options {
    refresh = false
  }

  variables {
    projects = {}
  }

  assert {
    condition     = !contains(keys(google_monitoring_alert_policy.this), "missed-tick")
    error_message = "Without a project no tick can be missed."
  }
}
