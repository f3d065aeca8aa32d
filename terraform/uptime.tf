resource "google_monitoring_uptime_check_config" "health" {
  project      = var.project_id
  display_name = "code-developer: health"
  period       = "300s"
  timeout      = "30s" # a cold start included

  http_check {
    path           = "/health"
    port           = 443
    use_ssl        = true
    validate_ssl   = true
    request_method = "GET"
  }

  content_matchers {
    content = "healthy"
    matcher = "CONTAINS_STRING"
  }

  monitored_resource {
    type = "uptime_url"
    labels = {
      project_id = var.project_id
      host       = trimprefix(local.uris["health"], "https://")
    }
  }

  depends_on = [google_project_service.this]
}
