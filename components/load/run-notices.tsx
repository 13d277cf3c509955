import { AlertTriangle, CircleAlert, CircleCheck } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { lawNotices, loadNotices, type Notice } from "./notice-words.ts";
import type { LoadRecord } from "./to-load-record.ts";

/** What must be known before any figure is believed: laws, the generator's own lateness, what was never sent. */
export function RunNotices({ loaded }: { readonly loaded: LoadRecord }) {
  const { locale, text } = useText();
  const words = text.load;
  const laws = lawNotices(loaded, words, locale);
  const notices = [...laws, ...loadNotices(loaded, words, locale)];
  if (notices.length === 0) return null;
  const failing = laws.some(({ tone }) => tone === "failed");
  return (
    <section aria-label={words.law.title} className="grid gap-1.5" data-law={failing ? "fails" : "ok"}>
      {failing && (
        <Badge tone="failed" icon={<CircleAlert aria-hidden="true" />} className="w-fit">
          {words.law.badge}
        </Badge>
      )}
      <ul className="grid gap-1 text-sm">
        {notices.map((notice) => (
          <NoticeLine key={notice.text} notice={notice} />
        ))}
      </ul>
    </section>
  );
}

const icons = { ok: CircleCheck, limit: AlertTriangle, failed: CircleAlert } as const;

function NoticeLine({ notice: { tone, kind, text } }: { readonly notice: Notice }) {
  const Icon = icons[tone];
  return (
    <li
      data-notice={kind}
      className={classNames(
        "flex min-w-0 gap-2",
        tone === "ok" ? "px-0 text-ink-soft" : "rounded-control border px-3 py-2",
        tone === "limit" && "border-limit/35 bg-limit-soft",
        tone === "failed" && "border-failed/35 bg-failed-soft",
      )}
    >
      <Icon
        aria-hidden="true"
        className={classNames(
          "mt-0.5 size-4 shrink-0",
          tone === "ok" ? "text-ok" : tone === "limit" ? "text-limit" : "text-failed",
        )}
      />
      <span className="min-w-0 max-w-[85ch]">{text}</span>
    </li>
  );
}
