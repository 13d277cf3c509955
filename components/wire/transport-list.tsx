"use client";

import { Binary } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatNumber, formatPlural, formatText } from "#lib/i18n/format-text.ts";
import { statusName } from "#lib/wire/status-names.ts";
import { LayerBar } from "./layer-bars.tsx";
import {
  allTransports,
  bytesOf,
  type Comparison,
  medianOf,
  type TransportCall,
  type TransportName,
  totalOf,
} from "./transport-calls.ts";

type TransportListProps = { readonly comparison: Comparison; readonly onShow: (call: TransportCall) => void };

/** The transports below each other, each with its first and its warm call on one scale of bytes. */
export function TransportList({ comparison: { calls, without }, onShow }: TransportListProps) {
  const words = useText().text.wire.compare;
  const most = Math.max(...calls.map(totalOf), 1);
  const named = allTransports.filter(
    (name) => without.includes(name) || calls.some(({ transport }) => transport === name),
  );
  return (
    <ul className="grid gap-3" data-transports={calls.length}>
      {named.map((name) => (
        <li
          key={name}
          data-transport={name}
          className="grid gap-1 border-hairline border-b pb-3 last:border-b-0"
        >
          <h3 className="text-base">{words.transports[name]}</h3>
          {without.includes(name) && <p className="text-ink-soft text-sm">— {words.notApplicable}</p>}
          {calls
            .filter(({ transport }) => transport === name)
            .sort((a, b) => Number(a.warm) - Number(b.warm))
            .map((call) => (
              <CallLine key={String(call.warm)} name={name} call={call} most={most} onShow={onShow} />
            ))}
        </li>
      ))}
    </ul>
  );
}

type CallLineProps = {
  readonly name: TransportName;
  readonly call: TransportCall;
  readonly most: number;
  readonly onShow: (call: TransportCall) => void;
};

function CallLine({ name, call, most, onShow }: CallLineProps) {
  const { locale, text } = useText();
  const words = text.wire.compare;
  const which = call.warm ? words.warm : words.first;
  return (
    <div className="grid grid-cols-[4rem_minmax(0,1fr)_auto] items-center gap-x-3 text-sm">
      <span className="text-ink-soft" title={call.warm ? words.warmMeaning : words.firstMeaning}>
        {which}
      </span>
      <LayerBar byLayer={bytesOf(call)} most={most} />
      <Button
        size="small"
        variant="quiet"
        disabled={call.captured === null}
        aria-label={formatText(words.showLabel, { transport: words.transports[name], which })}
        onClick={() => onShow(call)}
      >
        <Binary aria-hidden="true" className="size-4" />
        <span className="max-sm:hidden">{words.show}</span>
      </Button>
      <p className="col-span-2 col-start-2 text-ink-soft text-xs tabular-nums">
        {formatPlural(locale, text.wire.bytes, totalOf(call))} · <Latency call={call} />
        <Outcome call={call} />
      </p>
    </div>
  );
}

function Latency({ call: { latenciesUs, connectsUs } }: { readonly call: TransportCall }) {
  const { locale, text } = useText();
  const words = text.wire.compare;
  const ms = (us: number) => formatNumber(locale, us / 1000, 2);
  if (latenciesUs.length === 0) return null;
  const latency = ms(medianOf(latenciesUs));
  const n = latenciesUs.length;
  const said =
    n === 1
      ? formatText(words.latencyOne, { latency, n })
      : formatText(words.latencyMany, {
          latency,
          least: ms(Math.min(...latenciesUs)),
          most: ms(Math.max(...latenciesUs)),
          n,
        });
  const connect = formatText(words.connect, { connect: ms(medianOf(connectsUs)) });
  return (
    <>
      {said}
      {connectsUs.length > 0 && ` · ${connect}`}
    </>
  );
}

function Outcome({ call: { error, code, httpStatus } }: { readonly call: TransportCall }) {
  const words = useText().text.wire.compare;
  if (error !== "") return <span className="text-failed"> ✕ {formatText(words.failed, { error })}</span>;
  if (code === 0) return <span className="text-ok"> · ✓ {words.ok}</span>;
  const status = code === null ? `HTTP ${httpStatus}` : statusName(code);
  return <span className="text-failed"> ✕ {formatText(words.answered, { status })}</span>;
}
