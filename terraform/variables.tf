variable "project_id" {
  description = "Google Cloud's id of the project. One installation fills one project: topics and secrets have fixed names."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id))
    error_message = "project_id must be the id of a Google Cloud project: 6 to 30 small letters, digits and hyphens."
  }
}

variable "region" {
  description = "Where everything regional is, for instance europe-west1."
  type        = string

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "region must be the name of one region, such as europe-west1."
  }
}

variable "environment" {
  description = "The environment's name; prod is production to the functions."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,30}$", var.environment))
    error_message = "environment must be a name of small letters, digits and hyphens, such as dev or prod."
  }
}

# --- what runs ---------------------------------------------------------------------------------------------------

variable "functions_from" {
  description = "zip: Cloud Functions from the built zips; image: the same functions as services of Cloud Run from the container image."
  type        = string
  default     = "zip"

  validation {
    condition     = contains(["zip", "image"], var.functions_from)
    error_message = "functions_from must be zip or image."
  }
  validation {
    condition     = var.functions_from == "zip" || var.functions_image != ""
    error_message = "functions_from is image, and functions_image is empty; name the image, best with its digest."
  }
}

variable "functions_directory" {
  description = "Where the build leaves the functions' zips; ./dev package makes them."
  type        = string
  default     = "../functions/target/deployment"
}

variable "functions_image" {
  description = "The functions' container image, best with its digest."
  type        = string
  default     = ""
}

variable "job_image" {
  description = "The job's container image, best with its digest; it brings bubblewrap and what your repositories are built with."
  type        = string
}

variable "job" {
  description = "Size of an execution, and how long it may take, in seconds; at most seven days. Its files are in its memory."
  type = object({
    cpu             = optional(string, "2")
    memory          = optional(string, "4Gi")
    timeout_seconds = optional(number, 3600)
    sandbox         = optional(string, "auto")
  })
  default = {}

  validation {
    condition     = var.job.timeout_seconds >= 300 && var.job.timeout_seconds <= 604800
    error_message = "job.timeout_seconds must be 300 to 604800: an execution needs five minutes to get anything done."
  }
  validation {
    condition     = contains(["auto", "bubblewrap", "cloud-run"], var.job.sandbox)
    error_message = "job.sandbox must be auto, bubblewrap or cloud-run: in Google Cloud nothing runs without a sandbox."
  }
}

variable "functions" {
  description = "Size of an instance of a function, and how many there may be."
  type = object({
    cpu           = optional(string, "1")
    memory        = optional(string, "512Mi")
    min_instances = optional(number, 0)
    max_instances = optional(number, 10)
    concurrency   = optional(number, 80)
  })
  default = {}

  validation {
    condition     = var.functions.min_instances >= 0 && var.functions.min_instances <= var.functions.max_instances
    error_message = "functions.min_instances must be 0 to functions.max_instances."
  }
}

variable "settings" {
  description = "Further settings of functions and job, by their variables' names (docs/reference/configuration.md). No secrets."
  type        = map(string)
  default     = {}

  validation {
    condition     = length(setintersection(keys(var.settings), ["ANTHROPIC_API_KEY", "GITHUB_TOKEN", "API_AUTH_SECRET", "NOTIFICATION_SLACK_URL", "NOTIFICATION_WEBHOOK_KEY", "NOTIFICATION_WEBHOOK_URL"])) == 0
    error_message = "settings must hold no secret: what is in the environment is shown to everybody who may see the service. Use secret_values."
  }
  validation {
    condition     = alltrue([for name in keys(var.settings) : !can(regex("_EMULATOR_HOST$|_ENDPOINT$", name))])
    error_message = "settings must name no server that stands in for Google's."
  }
}

# --- when it runs ------------------------------------------------------------------------------------------------

variable "projects" {
  description = "The daemon's projects by their ids: the repository and what is done with it, what model calls may cost, when it works (five fields of cron), and one more tick (nightly)."
  type = map(object({
    repository   = optional(string, "") # https://github.com/owner/name.git; empty: its document is there already
    base_branch  = optional(string, "main")
    roadmap      = optional(string, "docs/ROADMAP.md")
    test_command = optional(string, "") # empty: the repository's own settings, or what is detected
    model        = optional(string, "") # empty: the code's own choice
    budget_usd   = optional(object({ priority = optional(number), day = optional(number), month = optional(number) }), {})
    work         = optional(string, "*/30 * * * *")
    nightly      = optional(string, "")
    time_zone    = optional(string, "Etc/UTC")
  }))
  default = {}

  validation {
    condition     = alltrue([for project in values(var.projects) : project.repository == "" || can(regex("^https://[^@/]+/.+$", project.repository))])
    error_message = "repository must be the https address of a repository, without a name or a token in it."
  }

  validation {
    condition     = alltrue([for id in keys(var.projects) : can(regex("^[a-z0-9][a-z0-9-]{0,62}$", id))])
    error_message = "A project's id has 1 to 63 small letters, digits and hyphens, and begins with no hyphen."
  }
  validation {
    condition = alltrue([
      for project in values(var.projects) :
      alltrue([for cron in compact([project.work, project.nightly]) : length(split(" ", cron)) == 5])
    ])
    error_message = "work and nightly are five fields of cron, such as '0 22 * * 1-5'."
  }
}

# --- who may call ------------------------------------------------------------------------------------------------

variable "public_api" {
  description = "Whether everybody reaches the API, which checks tokens of its own. Otherwise only api_callers do, by Google's IAM."
  type        = bool
  default     = true
}

variable "api_callers" {
  description = "Members that may call the API where it is not public: user:ada@example.com, serviceAccount:…"
  type        = set(string)
  default     = []

  validation {
    condition     = length(setintersection(var.api_callers, ["allUsers", "allAuthenticatedUsers"])) == 0
    error_message = "api_callers must not hold everybody; set public_api for that."
  }
}

# --- secrets -----------------------------------------------------------------------------------------------------

variable "secret_values" {
  description = "Values for secrets, by name. Ephemeral: neither the plan nor the state holds them. secret_versions says which are written."
  type        = map(string)
  default     = {}
  ephemeral   = true
  sensitive   = true
}

variable "secret_versions" {
  description = "For each secret whose value comes from secret_values: a number that grows when the value changes. Others are added with gcloud."
  type        = map(number)
  default     = {}

  validation {
    condition     = length(setsubtract(keys(var.secret_versions), ["ANTHROPIC_API_KEY", "GITHUB_TOKEN", "API_AUTH_SECRET", "NOTIFICATION_SLACK_URL", "NOTIFICATION_WEBHOOK_KEY", "NOTIFICATION_WEBHOOK_URL"])) == 0
    error_message = "secret_versions knows ANTHROPIC_API_KEY, GITHUB_TOKEN, API_AUTH_SECRET, NOTIFICATION_SLACK_URL, NOTIFICATION_WEBHOOK_KEY and NOTIFICATION_WEBHOOK_URL."
  }
}

variable "secret_reminders" {
  description = "Whether Secret Manager reminds of secrets older than 90 days. Its service agent must exist (docs/how-to/deploy.md)."
  type        = bool
  default     = true
}

variable "image_scanning" {
  description = "Whether Google looks for known vulnerabilities in each image that is pushed, which it takes 0.26 dollars for (docs/reference/deployment.md)."
  type        = bool
  default     = false
}

# --- data --------------------------------------------------------------------------------------------------------

variable "firestore_database" {
  description = "The name of Firestore's database; one a project is free."
  type        = string
  default     = "(default)"
}

variable "keep_data" {
  description = "Whether Terraform refuses to delete what people would miss: the database and the buckets with content."
  type        = bool
  default     = true
}

variable "lock_audit_logs" {
  description = "Whether nobody, not even the owner, can delete audit logs within their year. This cannot be undone."
  type        = bool
  default     = false
}

# --- who is told -------------------------------------------------------------------------------------------------

variable "alert_email" {
  description = "Where alerts go; empty: nowhere."
  type        = string
  default     = ""
}

variable "alert_webhook" {
  description = "A URL that alerts are posted to; empty: none. It may hold a token, and the state holds it then."
  type        = string
  default     = ""
  sensitive   = true
}

variable "runbook_url" {
  description = "Where docs/runbook.md can be read; alerts point to its sections."
  type        = string
  default     = "docs/runbook.md"
}

variable "daily_spend_alert_usd" {
  description = "What model calls of 24 hours may cost before people are told, in dollars."
  type        = number
  default     = 50
}

variable "billing_account" {
  description = "The billing account of the project; empty: no budget is made."
  type        = string
  default     = ""
}

variable "monthly_budget" {
  description = "What Google Cloud may cost a month, in the billing account's currency, before people are told (at 50, 90 and 100 %)."
  type        = number
  default     = 50
}

# --- delivery ----------------------------------------------------------------------------------------------------

variable "github_repository" {
  description = "owner/name of the repository whose workflows deploy this environment; empty: none may."
  type        = string
  default     = ""

  validation {
    condition     = var.github_repository == "" || can(regex("^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$", var.github_repository))
    error_message = "github_repository must be owner/name."
  }
}

variable "github_branch" {
  description = "The branch whose workflows deploy."
  type        = string
  default     = "main"
}
