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
  // How it asks
  "MESSAGE_MALFORMED",
  "MESSAGE_TOO_LARGE",
  "METHOD_UNKNOWN", // path
  "CONTENT_TYPE_UNSUPPORTED",
  "HTTP_METHOD_UNSUPPORTED",
  "HTTP_VERSION_UNSUPPORTED",
  "HTTP_MALFORMED",
  "HOST_INVALID",
  "HEADERS_TOO_LARGE",
  "REQUEST_TOO_SLOW",
  // When it asks; both come with google.rpc.RetryInfo
  "QUOTA_EXCEEDED", // limit, value
  "RUNNERS_BUSY", // limit, value
  "SHUTTING_DOWN",
  // Our fault
  "INTERNAL_FAULT", // incident
] as const;

export type FailureReason = (typeof failureReasons)[number];

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
