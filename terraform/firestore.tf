locals {
  # The one list of indexes: a test compares it with the queries of the code.
  firestore = jsondecode(file("${path.module}/firestore-indexes.json"))
}

resource "google_firestore_database" "this" {
  project                           = var.project_id
  name                              = var.firestore_database
  location_id                       = var.region
  type                              = "FIRESTORE_NATIVE"
  concurrency_mode                  = "OPTIMISTIC"
  app_engine_integration_mode       = "DISABLED"
  point_in_time_recovery_enablement = "POINT_IN_TIME_RECOVERY_ENABLED"
  delete_protection_state           = var.keep_data ? "DELETE_PROTECTION_ENABLED" : "DELETE_PROTECTION_DISABLED"
  deletion_policy                   = var.keep_data ? "ABANDON" : "DELETE"

  depends_on = [google_project_service.this]
}

resource "google_firestore_backup_schedule" "daily" {
  project   = var.project_id
  database  = google_firestore_database.this.name
  retention = "604800s" # seven days

  daily_recurrence {}
}

resource "google_firestore_index" "this" {
  for_each = {
    for index in local.firestore.indexes :
    "${index.collectionGroup}: ${join(", ", [for field in index.fields : "${field.fieldPath} ${lower(field.order)}"])}" => index
  }

  project     = var.project_id
  database    = google_firestore_database.this.name
  collection  = each.value.collectionGroup
  query_scope = each.value.queryScope

  dynamic "fields" {
    for_each = each.value.fields
    content {
      field_path = fields.value.fieldPath
      order      = fields.value.order
    }
  }
}

# Expired documents go within a day or so; nobody asks for them by that field, so it needs no index.
resource "google_firestore_field" "expiry" {
  for_each = { for field in local.firestore.fieldOverrides : field.collectionGroup => field if field.ttl }

  project    = var.project_id
  database   = google_firestore_database.this.name
  collection = each.key
  field      = each.value.fieldPath

  ttl_config {}
  index_config {}
}
