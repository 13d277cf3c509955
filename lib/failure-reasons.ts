/**
 * `google.rpc.ErrorInfo.reason` of every error our own API answers. The page translates them; the metadata that goes
 * with each is named beside it: `limit` is a name of limits.ts, `value` its value, `actual` what was sent.
 */
export const failureReasons = [
  // What a request asks for
  "FILES_TOO_MANY", // limit, value, actual
  "FILE_TOO_LARGE", // path, limit, value, actual
  "SOURCES_TOO_LARGE", // limit, value, actual
  "FILE_PATH_INVALID", // path, rule: one of sourcePathRules
  "FILE_PATH_DUPLICATE", // path
  "SETTING_OUT_OF_RANGE", // setting, min, max, actual
  "DEPLOYMENT_NOT_FOUND", // id
  "SNIPPET_EMPTY",
  "SHARE_TOO_LARGE", // limit, value, actual
  "SHARE_NOT_FOUND", // id
  "LOAD_METHOD_UNKNOWN", // method
  "LOAD_METHOD_STREAMS", // method
  "LOAD_MESSAGE_INVALID", // input: the message's type; problem: the decoder's own words
  "LOAD_MESSAGE_TOO_LARGE", // limit, value, actual
  "LOAD_TARGET_BROKEN", // problem: the handler's own words, or a stop reason
  // How it asks
  "MESSAGE_MALFORMED",
  "MESSAGE_TOO_LARGE",
  "METHOD_UNKNOWN", // path
  "CONTENT_TYPE_UNSUPPORTED",
  "HTTP_METHOD_UNSUPPORTED",
  "HTTP_VERSION_UNSUPPORTED",
  "HTTP_MALFORMED",
  "HOST_INVALID",
  "HEADERS_TOO_LARGE", // limit, value
  "REQUEST_TOO_SLOW",
  "DEADLINE_LIMIT", // limit, value
  // When it asks; all come with google.rpc.RetryInfo
  "QUOTA_EXCEEDED", // limit, value
  "RUNNERS_BUSY", // limit, value
  "OWN_RUNNERS_BUSY", // limit, value
  "LINE_FULL", // limit, value
  "CONNECTIONS_FULL", // limit, value
  "OWN_LOADS_BUSY", // limit, value
  "SHUTTING_DOWN",
  "STORE_UNAVAILABLE", // store: one of storeTroubles
  // Our fault
  "INTERNAL_FAULT", // incident
] as const;

export type FailureReason = (typeof failureReasons)[number];

/**
 * `google.rpc.ErrorInfo.reason` of the errors that the gateway answers to calls below `/d/` itself, in a handler's
 * place, and of those that the runtime beside the handlers answers; the metadata is beside it, in the same terms. Some
 * names are in both lists.
 */
export const gatewayReasons = [
  "DEPLOYMENT_NOT_FOUND", // id
  "METHOD_UNKNOWN", // method
  "HTTP_METHOD_UNSUPPORTED", // verb, allow
  "CONTENT_TYPE_UNSUPPORTED", // contentType
  "MESSAGE_MALFORMED",
  "HTTP_VERSION_UNSUPPORTED", // version
  "HOST_INVALID",
  "QUEUE_LIMIT", // limit: queueLimit (the setting) or maxQueuedCalls; value
  "CONCURRENCY_LIMIT", // limit, value
  "CALL_DEPTH_LIMIT", // limit, value
  "NESTED_CALLS_LIMIT", // limit, value
  "OUTGOING_CALLS_LIMIT", // limit, value
  "MESSAGE_LIMIT", // limit, value
  "REQUEST_LIMIT", // limit, value
  "RESPONSE_LIMIT", // limit, value
  "DEADLINE_LIMIT", // limit, value
  "TURN_LIMIT", // limit, value
  "MEMORY_LIMIT", // limit, value
  "OUTPUT_LIMIT", // limit, value
  "CPU_LIMIT", // limit, value
  "CALL_CPU_LIMIT", // limit, value
  "RUNNER_STOPPED", // stop
  "RUNNERS_BUSY", // limit, value
  "OWN_RUNNERS_BUSY", // limit, value
  "LINE_FULL", // limit, value
  "RUNNER_UNAVAILABLE",
  "COOLING_DOWN", // stop
  "LOAD_FAILED",
  "SHUTTING_DOWN",
  "STORE_UNAVAILABLE", // store
  "INTERNAL_FAULT",
  // Of the runtime beside client code
  "HANDLES_NEED_ISOLATION",
] as const;

export type GatewayReason = (typeof gatewayReasons)[number];

/** Why a diagnostic of our own complains; compilers speak in their own words. The metadata is beside it. */
export const diagnosticReasons = [
  "FILE_MISSING", // path
  "CODE_TOO_COMPLEX",
  "SCHEMA_TOO_COMPLEX",
  "STOPPED_WHILE_LOADING", // stop: a stop reason in camel case; limit, value where one was hit
  "NOT_KEPT", // store; a warning: it runs, and will not outlive the server
] as const;

export type DiagnosticReason = (typeof diagnosticReasons)[number];

/** What keeps the server's store from its work, in the metadata `store`. */
export const storeTroubles = ["full", "readOnly", "locked", "unreachable", "damaged"] as const;

export type StoreTrouble = (typeof storeTroubles)[number];

/** Why a path was refused, in the metadata `rule` of FILE_PATH_INVALID. */
export const sourcePathRules = [
  "empty",
  "tooLong",
  "absolute",
  "characters",
  "segment",
  "reserved",
  "extension",
] as const;

export type SourcePathRule = (typeof sourcePathRules)[number];
