/** The number of a pin, the same in the text and on the timeline. */
export function PinNumber({ number }: { readonly number: number }) {
  return (
    <span
      aria-hidden="true"
      className="mt-0.5 inline-flex size-5 shrink-0 items-center justify-center rounded-full bg-accent font-semibold text-accent-ink text-xs tabular-nums"
    >
      {number}
    </span>
  );
}
