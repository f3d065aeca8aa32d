# Each alert is a section of docs/runbook.md, whose anchor is its name here. A condition is one of two: a threshold of
# a metric (filter), or a query of PromQL (query), which a metric need not exist for.

locals {
  a_quarter_hour = "900s"

  # Over all functions that people call. What takes messages refuses them to get them again: dead-letters tells of it.
  called_by_people = [for name, function in local.functions : name if function.called != "pushed"]
  requests         = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=one_of(${join(", ", [for name in local.called_by_people : "\"${name}\""])}) AND metric.type=\"run.googleapis.com/request_count\""

  pushed_subscriptions = "resource.type=\"pubsub_subscription\" AND resource.labels.subscription_id=starts_with(\"dispatcher-\")"

  # The sweeps, whose ticks always come. One that never came has no series: it counts as one of zero.
  sweeps       = [for id in keys(var.projects) : "sweep-${id}"]
  sweep_ticks  = "sum by (job_id) (increase(logging_googleapis_com:user_code_developer_ticks{monitored_resource=\"cloud_scheduler_job\", job_id=~\"${join("|", local.sweeps)}\"}[15m]))"
  sweep_silent = [for sweep in local.sweeps : "label_replace(vector(0), \"job_id\", \"${sweep}\", \"\", \"\")"]

  alerts = {
    "service-down" = {
      title    = "The API does not answer"
      severity = "CRITICAL"
      meaning  = "The health function did not answer for five minutes, from more than one place in the world."
      conditions = {
        "no answer" = {
          filter    = "resource.type=\"uptime_url\" AND metric.type=\"monitoring.googleapis.com/uptime_check/check_passed\" AND metric.labels.check_id=\"${google_monitoring_uptime_check_config.health.uptime_check_id}\""
          above     = 1
          lasting   = "300s"
          aligner   = "ALIGN_NEXT_OLDER"
          period    = "1200s"
          reducer   = "REDUCE_COUNT_FALSE"
          group_by  = ["resource.label.host"]
          of_filter = null
        }
      }
    }
    "error-rate" = {
      title    = "More than 5 % of the requests fail"
      severity = "ERROR"
      meaning  = "Over ten minutes more than one request of twenty ended with a status of 500 or more."
      conditions = {
        "5xx of all" = {
          filter    = "${local.requests} AND metric.labels.response_code_class=\"5xx\""
          above     = 0.05
          lasting   = "0s"
          aligner   = "ALIGN_RATE"
          period    = "600s"
          reducer   = "REDUCE_SUM"
          of_filter = local.requests
        }
      }
    }
    "spend-per-day" = {
      title    = "Model calls cost more than ${var.daily_spend_alert_usd} dollars in 24 hours"
      severity = "ERROR"
      meaning  = "The sum of what executions logged. The daemon's own budgets stop it; this tells you earlier, or that they are wide."
      conditions = {
        "dollars of 24 hours" = {
          query   = "sum(increase(logging_googleapis_com:user_code_developer_dollars_sum[24h])) > ${var.daily_spend_alert_usd}"
          lasting = "0s"
        }
      }
    }
    "datastore-errors" = {
      title    = "Firestore does not answer as it should"
      severity = "ERROR"
      meaning  = "Calls of Firestore failed for reasons that are not the ordinary ones (not found, already there, contention)."
      conditions = {
        "failed calls" = {
          filter  = "resource.type=\"firestore.googleapis.com/Database\" AND metric.type=\"firestore.googleapis.com/api/request_count\" AND metric.labels.response_code=one_of(\"DEADLINE_EXCEEDED\", \"FAILED_PRECONDITION\", \"INTERNAL\", \"PERMISSION_DENIED\", \"RESOURCE_EXHAUSTED\", \"UNAVAILABLE\")"
          above   = 5
          lasting = "0s"
          aligner = "ALIGN_DELTA"
          period  = "300s"
          reducer = "REDUCE_SUM"
        }
      }
    }
    "cpu" = {
      title    = "Processors are more than 80 % busy"
      severity = "WARNING"
      meaning  = "For a quarter of an hour. In an execution: its repository's build; in a function: too many requests, or a loop."
      conditions = {
        for type in ["cloud_run_revision", "cloud_run_job"] : type => {
          filter  = "resource.type=\"${type}\" AND metric.type=\"run.googleapis.com/container/cpu/utilizations\""
          above   = 0.8
          lasting = local.a_quarter_hour
          aligner = "ALIGN_PERCENTILE_95"
          period  = "60s"
          reducer = "REDUCE_MAX"
        }
      }
    }
    "memory" = {
      title    = "Memory is more than 85 % full"
      severity = "WARNING"
      meaning  = "For a quarter of an hour. What needs more than there is, is killed; the files of an execution are in its memory, too."
      conditions = {
        for type in ["cloud_run_revision", "cloud_run_job"] : type => {
          filter  = "resource.type=\"${type}\" AND metric.type=\"run.googleapis.com/container/memory/utilizations\""
          above   = 0.85
          lasting = local.a_quarter_hour
          aligner = "ALIGN_PERCENTILE_95"
          period  = "60s"
          reducer = "REDUCE_MAX"
        }
      }
    }
    "iteration-slow" = {
      title    = "Iterations take more than ten minutes on average"
      severity = "WARNING"
      meaning  = "The mean of the executions that ended within an hour."
      conditions = {
        "mean of an hour" = {
          query   = "sum(increase(logging_googleapis_com:user_code_developer_iteration_seconds_sum[1h])) / sum(increase(logging_googleapis_com:user_code_developer_iteration_seconds_count[1h])) > 600"
          lasting = "0s"
        }
      }
    }
    "dead-letters" = {
      title    = "Messages were given up"
      severity = "ERROR"
      meaning  = "The dispatcher refused a message five times. Its command has ended as failed and is notified; where that failed, too, it still waits."
      conditions = {
        "given up" = {
          filter  = "${local.pushed_subscriptions} AND metric.type=\"pubsub.googleapis.com/subscription/dead_letter_message_count\""
          above   = 0
          lasting = "0s"
          aligner = "ALIGN_DELTA"
          period  = "300s"
          reducer = "REDUCE_SUM"
        }
        "waiting" = {
          filter  = "resource.type=\"pubsub_subscription\" AND resource.labels.subscription_id=\"${google_pubsub_subscription.given_up.name}\" AND metric.type=\"pubsub.googleapis.com/subscription/num_undelivered_messages\""
          above   = 0
          lasting = "600s"
          aligner = "ALIGN_MAX"
          period  = "60s"
          reducer = "REDUCE_SUM"
        }
      }
    }
    "stuck-lease" = {
      title    = "Executions end without giving their lease back, or messages wait"
      severity = "WARNING"
      meaning  = "Ticks keep repairing what executions left behind, or the dispatcher takes no messages."
      conditions = {
        "repairs of an hour" = {
          query   = "sum(increase(logging_googleapis_com:user_code_developer_repairs[1h])) > 3"
          lasting = "0s"
        }
        "oldest message" = {
          filter  = "${local.pushed_subscriptions} AND metric.type=\"pubsub.googleapis.com/subscription/oldest_unacked_message_age\""
          above   = 900
          lasting = "300s"
          aligner = "ALIGN_MAX"
          period  = "60s"
          reducer = "REDUCE_MAX"
        }
      }
    }
    "failed-execution" = {
      title    = "An execution failed"
      severity = "WARNING"
      meaning  = "It was killed, ran out of memory or time, or could not start. The next tick goes on where it was."
      conditions = {
        "failed" = {
          filter  = "resource.type=\"cloud_run_job\" AND resource.labels.job_name=\"${local.job_name}\" AND metric.type=\"run.googleapis.com/job/completed_execution_count\" AND metric.labels.result=\"failed\""
          above   = 0
          lasting = "0s"
          aligner = "ALIGN_DELTA"
          period  = "300s"
          reducer = "REDUCE_SUM"
        }
      }
    }
    "missed-tick" = {
      title    = "Ticks do not come"
      severity = "ERROR"
      meaning  = "Cloud Scheduler published no sweep of a project for a quarter of an hour; it comes every five minutes. The incident names its job."
      conditions = {
        "no tick" = {
          query   = "(${join(" or ", concat([local.sweep_ticks], local.sweep_silent))}) == 0"
          lasting = "300s" # a new one may take as long until it comes
        }
      }
    }
    "old-secret" = {
      title    = "A secret is older than ${local.secret_age_days} days"
      severity = "WARNING"
      meaning  = "Secret Manager reminded of it; the reminder waits until somebody takes it."
      conditions = {
        "reminder" = {
          filter  = "resource.type=\"pubsub_subscription\" AND resource.labels.subscription_id=\"${google_pubsub_subscription.secret_reminders.name}\" AND metric.type=\"pubsub.googleapis.com/subscription/num_undelivered_messages\""
          above   = 0
          lasting = "0s"
          aligner = "ALIGN_MAX"
          period  = "300s"
          reducer = "REDUCE_SUM"
        }
      }
    }
    "quota" = {
      title    = "A quota of Google Cloud is used up"
      severity = "WARNING"
      meaning  = "Calls beyond it are refused until it turns, or is raised."
      conditions = {
        "exceeded" = {
          filter  = "resource.type=\"consumer_quota\" AND metric.type=\"serviceruntime.googleapis.com/quota/exceeded\""
          above   = 0
          lasting = "0s"
          aligner = "ALIGN_COUNT_TRUE"
          period  = "300s"
          reducer = "REDUCE_SUM"
        }
      }
    }
  }
}

resource "google_monitoring_alert_policy" "this" {
  # Without a project there are no ticks to miss.
  for_each = { for name, alert in local.alerts : name => alert if name != "missed-tick" || length(var.projects) > 0 }

  project               = var.project_id
  display_name          = "code-developer: ${each.value.title}"
  severity              = each.value.severity
  combiner              = "OR"
  notification_channels = local.channels

  dynamic "conditions" {
    for_each = each.value.conditions
    content {
      display_name = conditions.key

      dynamic "condition_threshold" {
        for_each = can(conditions.value.filter) ? [conditions.value] : []
        content {
          filter             = condition_threshold.value.filter
          denominator_filter = try(condition_threshold.value.of_filter, null)
          comparison         = "COMPARISON_GT"
          threshold_value    = condition_threshold.value.above
          duration           = condition_threshold.value.lasting

          aggregations {
            alignment_period     = condition_threshold.value.period
            per_series_aligner   = condition_threshold.value.aligner
            cross_series_reducer = condition_threshold.value.reducer
            group_by_fields      = try(condition_threshold.value.group_by, [])
          }

          dynamic "denominator_aggregations" {
            for_each = try(condition_threshold.value.of_filter, null) == null ? [] : [condition_threshold.value]
            content {
              alignment_period     = denominator_aggregations.value.period
              per_series_aligner   = denominator_aggregations.value.aligner
              cross_series_reducer = denominator_aggregations.value.reducer
            }
          }
        }
      }

      dynamic "condition_prometheus_query_language" {
        for_each = can(conditions.value.query) ? [conditions.value] : []
        content {
          query                     = condition_prometheus_query_language.value.query
          duration                  = condition_prometheus_query_language.value.lasting
          evaluation_interval       = "300s"
          disable_metric_validation = true # it comes with the first line in the log
        }
      }
    }
  }

  documentation {
    subject   = "[${var.environment}] ${each.value.title}"
    mime_type = "text/markdown"
    content   = "${each.value.meaning}\n\nWhat to do: ${var.runbook_url}#${each.key}"
  }

  alert_strategy {
    auto_close = "${local.a_day}s"
  }

  user_labels = { environment = var.environment }

  depends_on = [google_logging_metric.this, google_logging_metric.ticks]
}
