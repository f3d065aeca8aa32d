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

  # Above what, for how long, and how what is measured is put together: of each condition that is a threshold.
  assert {
    condition = toset(flatten([
      for name, alert in google_monitoring_alert_policy.this : [for condition in alert.conditions : [for it in condition.condition_threshold :
        "${name}, ${condition.display_name}: ${it.comparison} ${it.threshold_value} for ${it.duration}, ${it.aggregations[0].per_series_aligner} of ${it.aggregations[0].alignment_period}, ${it.aggregations[0].cross_series_reducer}"
      ]]
      ])) == toset([
      "cpu, cloud_run_job: COMPARISON_GT 0.8 for 900s, ALIGN_PERCENTILE_95 of 60s, REDUCE_MAX",
      "cpu, cloud_run_revision: COMPARISON_GT 0.8 for 900s, ALIGN_PERCENTILE_95 of 60s, REDUCE_MAX",
      "datastore-errors, failed calls: COMPARISON_GT 5 for 0s, ALIGN_DELTA of 300s, REDUCE_SUM",
      "dead-letters, given up: COMPARISON_GT 0 for 0s, ALIGN_DELTA of 300s, REDUCE_SUM",
      "dead-letters, waiting: COMPARISON_GT 0 for 600s, ALIGN_MAX of 60s, REDUCE_SUM",
      "error-rate, 5xx of all: COMPARISON_GT 0.05 for 0s, ALIGN_RATE of 600s, REDUCE_SUM",
      "failed-execution, failed: COMPARISON_GT 0 for 0s, ALIGN_DELTA of 300s, REDUCE_SUM",
      "memory, cloud_run_job: COMPARISON_GT 0.85 for 900s, ALIGN_PERCENTILE_95 of 60s, REDUCE_MAX",
      "memory, cloud_run_revision: COMPARISON_GT 0.85 for 900s, ALIGN_PERCENTILE_95 of 60s, REDUCE_MAX",
      "old-secret, reminder: COMPARISON_GT 0 for 0s, ALIGN_MAX of 300s, REDUCE_SUM",
      "quota, exceeded: COMPARISON_GT 0 for 0s, ALIGN_COUNT_TRUE of 300s, REDUCE_SUM",
      "service-down, no answer: COMPARISON_GT 1 for 300s, ALIGN_NEXT_OLDER of 1200s, REDUCE_COUNT_FALSE",
      "stuck-lease, oldest message: COMPARISON_GT 900 for 300s, ALIGN_MAX of 60s, REDUCE_MAX",
    ])
    error_message = "An alert has another threshold, another time or another aggregation."
  }

  # Of what: single quotes stand for double ones.
  assert {
    condition = toset(flatten([
      for name, alert in google_monitoring_alert_policy.this : [for condition in alert.conditions : [for it in condition.condition_threshold :
        "${name}, ${condition.display_name}: ${replace(it.filter, "\"", "'")}"
      ] if name != "error-rate"]
      ])) == toset([
      "cpu, cloud_run_job: resource.type='cloud_run_job' AND metric.type='run.googleapis.com/container/cpu/utilizations'",
      "cpu, cloud_run_revision: resource.type='cloud_run_revision' AND metric.type='run.googleapis.com/container/cpu/utilizations'",
      "datastore-errors, failed calls: resource.type='firestore.googleapis.com/Database' AND metric.type='firestore.googleapis.com/api/request_count' AND metric.labels.response_code=one_of('DEADLINE_EXCEEDED', 'FAILED_PRECONDITION', 'INTERNAL', 'PERMISSION_DENIED', 'RESOURCE_EXHAUSTED', 'UNAVAILABLE')",
      "dead-letters, given up: resource.type='pubsub_subscription' AND resource.labels.subscription_id=starts_with('dispatcher-') AND metric.type='pubsub.googleapis.com/subscription/dead_letter_message_count'",
      "dead-letters, waiting: resource.type='pubsub_subscription' AND resource.labels.subscription_id='given-up' AND metric.type='pubsub.googleapis.com/subscription/num_undelivered_messages'",
      "failed-execution, failed: resource.type='cloud_run_job' AND resource.labels.job_name='code-developer' AND metric.type='run.googleapis.com/job/completed_execution_count' AND metric.labels.result='failed'",
      "memory, cloud_run_job: resource.type='cloud_run_job' AND metric.type='run.googleapis.com/container/memory/utilizations'",
      "memory, cloud_run_revision: resource.type='cloud_run_revision' AND metric.type='run.googleapis.com/container/memory/utilizations'",
      "old-secret, reminder: resource.type='pubsub_subscription' AND resource.labels.subscription_id='secret-reminders' AND metric.type='pubsub.googleapis.com/subscription/num_undelivered_messages'",
      "quota, exceeded: resource.type='consumer_quota' AND metric.type='serviceruntime.googleapis.com/quota/exceeded'",
      "service-down, no answer: resource.type='uptime_url' AND metric.type='monitoring.googleapis.com/uptime_check/check_passed' AND metric.labels.check_id='${google_monitoring_uptime_check_config.health.uptime_check_id}'",
      "stuck-lease, oldest message: resource.type='pubsub_subscription' AND resource.labels.subscription_id=starts_with('dispatcher-') AND metric.type='pubsub.googleapis.com/subscription/oldest_unacked_message_age'",
    ])
    error_message = "An alert looks at something else."
  }

  assert {
    condition = google_monitoring_alert_policy.this["error-rate"].conditions[0].condition_threshold[0].filter == "${google_monitoring_alert_policy.this["error-rate"].conditions[0].condition_threshold[0].denominator_filter} AND metric.labels.response_code_class=\"5xx\"" && toset([
      for found in regexall("\"([a-z-]+)\"", regex("service_name=one_of\\(([^)]*)\\)", google_monitoring_alert_policy.this["error-rate"].conditions[0].condition_threshold[0].denominator_filter)[0]) : found[0]
      ]) == toset([
      for name in keys(google_cloud_run_v2_service.this) : name if !contains(["dispatcher", "given-up"], name)
    ]) && strcontains(google_monitoring_alert_policy.this["error-rate"].conditions[0].condition_threshold[0].denominator_filter, "metric.type=\"run.googleapis.com/request_count\"")
    error_message = "Errors are those of all requests of the functions that people call, and of no other."
  }

  assert {
    condition     = google_monitoring_alert_policy.this["error-rate"].conditions[0].condition_threshold[0].denominator_aggregations[0].alignment_period == "600s" && google_monitoring_alert_policy.this["service-down"].conditions[0].condition_threshold[0].aggregations[0].group_by_fields == tolist(["resource.label.host"])
    error_message = "Requests are those of the same ten minutes; the places that look are counted together."
  }

  assert {
    condition = toset(flatten([
      for name, alert in google_monitoring_alert_policy.this : [for condition in alert.conditions : [for it in condition.condition_prometheus_query_language :
        "${name} for ${it.duration}: ${replace(it.query, "\"", "'")}"
      ]]
      ])) == toset([
      "iteration-slow for 0s: sum(increase(logging_googleapis_com:user_code_developer_iteration_seconds_sum[1h])) / sum(increase(logging_googleapis_com:user_code_developer_iteration_seconds_count[1h])) > 600",
      "missed-tick for 300s: (sum by (job_id) (increase(logging_googleapis_com:user_code_developer_ticks{monitored_resource='cloud_scheduler_job', job_id=~'sweep-main|sweep-other'}[15m])) or label_replace(vector(0), 'job_id', 'sweep-main', '', '') or label_replace(vector(0), 'job_id', 'sweep-other', '', '')) == 0",
      "spend-per-day for 0s: sum(increase(logging_googleapis_com:user_code_developer_dollars_sum[24h])) > 50",
      "stuck-lease for 0s: sum(increase(logging_googleapis_com:user_code_developer_repairs[1h])) > 3",
    ])
    error_message = "An alert asks for something else, or for another time."
  }

  assert {
    condition     = alltrue([for alert in google_monitoring_alert_policy.this : alltrue([for condition in alert.conditions : length(condition.condition_threshold) + length(condition.condition_prometheus_query_language) == 1])])
    error_message = "A condition is a threshold or a query; others are not looked at here."
  }

  assert {
    condition = alltrue([for part in [
      "logName=\"projects/some-project/logs/cloudscheduler.googleapis.com%2Fexecutions\"", "resource.type=\"cloud_scheduler_job\"", ".AttemptFinished\"", "severity<ERROR",
    ] : strcontains(google_logging_metric.ticks.filter, part)])
    error_message = "Ticks are counted that Cloud Scheduler published."
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
    condition = alltrue([
      for name, alert in google_monitoring_alert_policy.this :
      alert.severity == one([for level, severity in { P0 = "CRITICAL", P1 = "ERROR", P2 = "WARNING", P3 = "WARNING" } : severity if can(regex("\n\\| ${level} \\|[^\n]*`${name}`", file("../docs/runbook.md")))])
    ])
    error_message = "Each alert is as urgent as the runbook says."
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
      concat(keys(google_logging_metric.this), [google_logging_metric.ticks.name])
    )) == 0
    error_message = "An alert or a chart asks for a metric of the logs that nobody counts."
  }

  # What each chart asks for, by its title: a part of its query.
  assert {
    condition = [
      for title, part in {
        "Places in the world that the health function answers, of all" = "avg(monitoring_googleapis_com:uptime_check_check_passed{monitored_resource=\"uptime_url\", check_id=\"${google_monitoring_uptime_check_config.health.uptime_check_id}\"})"
        "Iterations by outcome, an hour"                               = "sum by (outcome) (increase(logging_googleapis_com:user_code_developer_iterations[1h]))"
        "Model calls, dollars in 24 hours"                             = "code_developer_dollars_sum[24h]"
        "Tokens, an hour"                                              = "code_developer_tokens_sum[1h]"
        "Iterations, mean seconds of an hour"                          = "code_developer_iteration_seconds_sum[1h]"
        "Executions that run"                                          = "run_googleapis_com:job_running_executions"
        "Ticks with something to repair, an hour"                      = "code_developer_repairs[1h]"
        "Requests a second, by function"                               = "sum by (service_name) (rate(run_googleapis_com:request_count{"
        "Requests that fail, of all"                                   = "response_code_class=\"5xx\"}[10m])) / sum(rate(run_googleapis_com:request_count{"
        "Latency of requests, p95 and p99, milliseconds"               = "\"p95\", \"\", \"\") or label_replace(histogram_quantile(0.99, sum by (le) (rate(run_googleapis_com:request_latencies_bucket[5m])))"
        "Messages that wait, by subscription"                          = "pubsub_googleapis_com:subscription_num_undelivered_messages"
        "Processors of executions and functions, p95"                  = "histogram_quantile(0.95, sum by (le) (rate(run_googleapis_com:container_cpu_utilizations_bucket[5m])))"
        "Memory of executions and functions, p95"                      = "histogram_quantile(0.95, sum by (le) (rate(run_googleapis_com:container_memory_utilizations_bucket[5m])))"
      } : title if !anytrue([for tile in jsondecode(google_monitoring_dashboard.this.dashboard_json).mosaicLayout.tiles : tile.widget.title == title && strcontains(tile.widget.xyChart.dataSets[0].timeSeriesQuery.prometheusQuery, part)])
    ] == []
    error_message = "A chart is missing, or shows something else."
  }

  assert {
    condition     = length(distinct([for tile in jsondecode(google_monitoring_dashboard.this.dashboard_json).mosaicLayout.tiles : "${tile.xPos} ${tile.yPos}"])) == length(jsondecode(google_monitoring_dashboard.this.dashboard_json).mosaicLayout.tiles)
    error_message = "A chart lies over another."
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
