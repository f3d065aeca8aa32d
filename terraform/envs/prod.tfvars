# Keeps what it has: lock_audit_logs cannot be undone, so set it to false first when you only try. Set your own projects, and
# whom to tell. `work` is looked at day and night; `nightly` is one more tick; both in UTC unless time_zone says otherwise.
functions = {
  memory        = "512Mi"
  min_instances = 0
  max_instances = 10
}

job = {
  cpu             = "2"
  memory          = "4Gi"
  timeout_seconds = 7200
}

projects = {
  main = {
    # repository = "https://github.com/owner/name.git"
    work    = "*/30 * * * *"
    nightly = "0 22 * * *"
  }
}

keep_data             = true
lock_audit_logs       = true
daily_spend_alert_usd = 50
monthly_budget        = 50
