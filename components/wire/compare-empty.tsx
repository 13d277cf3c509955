import type { WireWords } from "./node-words.ts";

/** Before anything was measured: what will be, and by whom. */
export function CompareEmpty({ words }: { readonly words: WireWords }) {
  const { empty, measuredBy, transports } = words.compare;
  return (
    <div className="grid max-w-2xl gap-3 text-ink-soft">
      <p>{empty}</p>
      <ul className="grid gap-1 text-sm sm:grid-cols-2">
        {Object.entries(transports).map(([name, title]) => (
          <li key={name} className="rounded-control border border-hairline px-3 py-1.5">
            {title}
          </li>
        ))}
      </ul>
      <p className="text-ink-faint text-sm">{measuredBy}</p>
    </div>
  );
}
