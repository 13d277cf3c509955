/** Scrolls to a result that has just begun, where it lies below the form. */
export function bringIntoSight(result: HTMLElement | null): void {
  if (window.matchMedia("(max-width: 1023px)").matches)
    result?.scrollIntoView({ block: "start", behavior: "smooth" });
}
