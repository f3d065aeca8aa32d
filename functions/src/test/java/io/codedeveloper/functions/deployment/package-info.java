/// What is deployed, taken apart and started.
package io.codedeveloper.functions.deployment;
