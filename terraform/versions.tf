terraform {
  required_version = ">= 1.11"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 6.50, < 8"
    }
    time = {
      source  = "hashicorp/time"
      version = ">= 0.13, < 1"
    }
  }

  # The bucket is named when the state is opened: terraform init -backend-config=bucket=NAME. Each environment is a
  # workspace, and so an object of its own.
  backend "gcs" {
    prefix = "code-developer"
  }
}

# Budgets are asked for in the name of the project, also where a person's own login applies.
provider "google" {
  project               = var.project_id
  region                = var.region
  billing_project       = var.project_id
  user_project_override = true

  default_labels = local.labels
}

data "google_project" "this" {
  project_id = var.project_id
}

locals {
  labels = {
    app         = "code-developer"
    environment = var.environment
  }

  # What decides that nothing may be left unchecked is a name that the functions know.
  environment_name = var.environment == "prod" ? "production" : var.environment
}
