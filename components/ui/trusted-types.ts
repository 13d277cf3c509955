/** The part of the browser's Trusted Types that is used here; some browsers have none. */
type TrustedTypes = {
  createPolicy(
    name: string,
    rules: { createHTML(html: string): string },
  ): { createHTML(html: string): object };
};

const trustedTypes: TrustedTypes | undefined = Reflect.get(globalThis, "trustedTypes");
const policy = trustedTypes?.createPolicy("drawings", { createHTML: (html) => html });

/**
 * SVG that one of our own pens drew, every word in it escaped, for `dangerouslySetInnerHTML`. With Trusted Types no other
 * string becomes HTML of a page.
 */
export function trustedDrawing(svg: string): { readonly __html: string | TrustedHTML } {
  return { __html: policy?.createHTML(svg) ?? svg };
}

/**
 * For the head, before any other script: what loads scripts and workers by plain addresses (Turbopack's chunks, Monaco's
 * workers) may load those that were built with the page, and nothing else.
 */
export const scriptAddressScript = `globalThis.trustedTypes?.createPolicy("default", {
  createScriptURL: (address) => {
    const { origin, pathname } = new URL(address, location.href);
    return origin === location.origin && /^\\/(?:_next\\/static|monaco)\\//.test(pathname) ? address : null;
  },
})`;
