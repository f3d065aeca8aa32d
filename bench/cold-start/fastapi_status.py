"""The same job as the functions `health` and `daemon-status`, in FastAPI: checks a bearer token, and reads of Firestore
what daemon-status reads, over REST: the projects, and of a daemon that is to work and does not whether an iteration
waits for an answer. Its key comes from the environment, which spares it Secret Manager."""
import os

import httpx
from fastapi import FastAPI, Header, HTTPException
from jose import JWTError, jwt

KEY = os.environ["API_AUTH_SECRET"]
DOCUMENTS = "http://%s/v1/projects/%s/databases/(default)/documents" % (
    os.environ["FIRESTORE_EMULATOR_HOST"], os.environ["GCP_PROJECT_ID"])
app = FastAPI()
firestore = httpx.Client(headers={"Authorization": "Bearer owner"})


@app.get("/health")
def health():
    return {"status": "healthy", "environment": os.environ["ENVIRONMENT"]}


def read(path, **parameters):
    answer = firestore.get(DOCUMENTS + path, params=parameters)
    if answer.status_code not in (200, 404):
        answer.raise_for_status()
    return answer.json()


@app.get("/api/daemon/status")
def status(authorization: str = Header("")):
    try:
        jwt.decode(authorization[len("Bearer "):], KEY, algorithms=["HS256"], audience="code-developer")
    except JWTError:
        raise HTTPException(401, "a valid bearer token is needed")
    project = read("/projects", pageSize=100)["documents"][0]
    fields = project["fields"]
    waiting = []
    if fields["desired"]["stringValue"] == "running" and "lease" not in fields:
        waiting = read("/projects/%s/iterations" % project["name"].rsplit("/", 1)[1], pageSize=1).get("documents", [])
    return {"status": "waiting" if waiting else fields["desired"]["stringValue"],
            "commits_today": fields.get("commits", {}), "spend_today_usd": fields.get("spent", {})}
