import { ConnectError } from "@connectrpc/connect";
import { ErrorInfoSchema, RetryInfoSchema } from "#lib/gen/google/rpc/error_details_pb.ts";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatReason } from "#lib/i18n/format-reason.ts";
import { formatPlural } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";

/** Why the server did not do it, what that means and what to do, in the page's language. */
export function shareFailureWords(locale: Locale, text: Dictionary, error: unknown): string {
  const { share } = text;
  const failed = ConnectError.from(error);
  const info = failed.findDetails(ErrorInfoSchema)[0];
  if (info === undefined) return share.unreachable;
  const said = formatReason(locale, text, { name: info.reason, values: info.metadata });
  if (said === null) return failed.rawMessage;
  const delay = failed.findDetails(RetryInfoSchema)[0]?.retryDelay;
  const wait =
    delay === undefined
      ? []
      : [
          formatPlural(
            locale,
            share.inSeconds,
            Math.max(1, Math.ceil(Number(delay.seconds) + delay.nanos / 1e9)),
          ),
        ];
  return [said.meaning, said.action, ...wait].join(locale === "zh" ? "" : " ");
}
