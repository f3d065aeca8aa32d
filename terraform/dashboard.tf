locals {
  # Two charts a row, of queries in PromQL.
  charts = [
    {
      title = "Places in the world that the health function answers, of all"
      query = "avg(monitoring_googleapis_com:uptime_check_check_passed{monitored_resource=\"uptime_url\", check_id=\"${google_monitoring_uptime_check_config.health.uptime_check_id}\"})"
    },
    {
      title = "Iterations by outcome, an hour"
      query = "sum by (outcome) (increase(logging_googleapis_com:user_code_developer_iterations[1h]))"
    },
    {
      title = "Model calls, dollars in 24 hours"
      query = "sum(increase(logging_googleapis_com:user_code_developer_dollars_sum[24h]))"
    },
    {
      title = "Tokens, an hour"
      query = "sum(increase(logging_googleapis_com:user_code_developer_tokens_sum[1h]))"
    },
    {
      title = "Iterations, mean seconds of an hour"
      query = "sum(increase(logging_googleapis_com:user_code_developer_iteration_seconds_sum[1h])) / sum(increase(logging_googleapis_com:user_code_developer_iteration_seconds_count[1h]))"
    },
    {
      title = "Executions that run"
      query = "sum(run_googleapis_com:job_running_executions{monitored_resource=\"cloud_run_job\"})"
    },
    {
      title = "Ticks with something to repair, an hour"
      query = "sum(increase(logging_googleapis_com:user_code_developer_repairs[1h]))"
    },
    {
      title = "Requests a second, by function"
      query = "sum by (service_name) (rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\"}[5m]))"
    },
    {
      title = "Requests that fail, of all"
      query = "sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\", response_code_class=\"5xx\"}[10m])) / sum(rate(run_googleapis_com:request_count{monitored_resource=\"cloud_run_revision\"}[10m]))"
    },
    {
      title = "Latency of requests, p95 and p99, milliseconds"
      query = "label_replace(histogram_quantile(0.95, sum by (le) (rate(run_googleapis_com:request_latencies_bucket[5m]))), \"quantile\", \"p95\", \"\", \"\") or label_replace(histogram_quantile(0.99, sum by (le) (rate(run_googleapis_com:request_latencies_bucket[5m]))), \"quantile\", \"p99\", \"\", \"\")"
    },
    {
      title = "Messages that wait, by subscription"
      query = "sum by (subscription_id) (pubsub_googleapis_com:subscription_num_undelivered_messages{monitored_resource=\"pubsub_subscription\"})"
    },
    {
      title = "Processors of executions and functions, p95"
      query = "histogram_quantile(0.95, sum by (le) (rate(run_googleapis_com:container_cpu_utilizations_bucket[5m])))"
    },
    {
      title = "Memory of executions and functions, p95"
      query = "histogram_quantile(0.95, sum by (le) (rate(run_googleapis_com:container_memory_utilizations_bucket[5m])))"
    },
  ]
}

resource "google_monitoring_dashboard" "this" {
  project = var.project_id

  dashboard_json = jsonencode({
    displayName = "code-developer ${var.environment}"
    mosaicLayout = {
      columns = 12
      tiles = [
        for index, chart in local.charts : {
          xPos   = 6 * (index % 2)
          yPos   = 4 * floor(index / 2)
          width  = 6
          height = 4
          widget = {
            title = chart.title
            xyChart = {
              dataSets = [{
                plotType        = "LINE"
                timeSeriesQuery = { prometheusQuery = chart.query }
              }]
            }
          }
        }
      ]
    }
  })

  depends_on = [google_logging_metric.this]
}
