/** Which line is none of the runs. */
export function TheoryKey({ name }: { readonly name: string }) {
  return (
    <p className="flex items-center gap-1.5 text-ink-soft text-xs" data-theory-curve="">
      <svg aria-hidden="true" width="28" height="12" className="shrink-0">
        <path d="M0 6h28" stroke="var(--ink)" strokeWidth="1.5" strokeDasharray="2 4" />
      </svg>
      {name}
    </p>
  );
}
