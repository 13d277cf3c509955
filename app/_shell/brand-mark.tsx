/** Two lanes: one call after another above, all at once below. */
export function BrandMark({ className }: { readonly className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 20" className={className}>
      <rect x="1" y="3" width="8" height="4" rx="1.25" fill="var(--ink)" />
      <rect x="11" y="3" width="8" height="4" rx="1.25" fill="var(--ink)" opacity="0.55" />
      <rect x="1" y="9" width="8" height="3.5" rx="1.25" fill="var(--accent)" />
      <rect x="1" y="13.75" width="8" height="3.5" rx="1.25" fill="var(--accent)" opacity="0.65" />
    </svg>
  );
}
