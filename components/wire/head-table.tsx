"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { DecodedSide, HeaderText } from "#lib/wire/decoded.ts";
import { statusName } from "#lib/wire/status-names.ts";

type HeadTableProps = {
  readonly side: DecodedSide;
  /** The bytes of the headers are compressed: what is shown is what Node made of them. */
  readonly isHpack: boolean;
};

/** Headers, trailers and status of a side as text. */
export function HeadTable({ side, isHpack }: HeadTableProps) {
  const words = useText().text.wire.head;
  const { headers, trailers, status } = side;
  if (headers.length + trailers.length === 0) return null;
  return (
    <details>
      <summary className="w-fit rounded-sm text-sm">{words.label}</summary>
      <div className="mt-1 grid gap-2">
        {isHpack && <p className="text-ink-faint text-xs">{words.hpack}</p>}
        {status !== null && (
          <p className="text-sm">
            {words.status}: <code>{status.code === null ? "?" : statusName(status.code)}</code>{" "}
            {status.message}
          </p>
        )}
        <HeaderList title={words.headers} headers={headers} />
        {trailers.length > 0 && <HeaderList title={words.trailers} headers={trailers} />}
      </div>
    </details>
  );
}

function HeaderList({ title, headers }: { readonly title: string; readonly headers: readonly HeaderText[] }) {
  const words = useText().text.wire.head;
  return (
    <Table caption={title} showCaption>
      <thead>
        <tr>
          <Th>{words.name}</Th>
          <Th>{words.value}</Th>
        </tr>
      </thead>
      <tbody>
        {headers.map(({ name, value }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a header may come twice
          <tr key={index}>
            <Td className="whitespace-nowrap font-mono text-xs">{name}</Td>
            <Td className="break-all font-mono text-xs">{value}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
