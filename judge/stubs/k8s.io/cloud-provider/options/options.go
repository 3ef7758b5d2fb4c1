// Package options has the constant of the cloud provider that validation names.
package options

// CloudControllerManagerWebhookPort is the default port of that webhook.
const CloudControllerManagerWebhookPort = 10260
