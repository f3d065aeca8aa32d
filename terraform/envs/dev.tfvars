# To try things out: small, cheap, and gone when it is destroyed.
functions = {
  memory        = "512Mi"
  min_instances = 0
  max_instances = 3
}

job = {
  cpu             = "1"
  memory          = "2Gi"
  timeout_seconds = 3600
}

projects = {
  demo = {
    # repository = "https://github.com/owner/name.git"
    work = "0 */2 * * *"
  }
}

keep_data             = false
lock_audit_logs       = false
daily_spend_alert_usd = 10
monthly_budget        = 20
