"use client";

import type { ComponentProps } from "react";
import { trustedDrawing } from "#components/ui/trusted-types.ts";

/**
 * An `svg` whose marks our own pen has written. A client component, so that it is also drawn where the page comes to the
 * browser as data, as after a link within the site: with Trusted Types a plain string is refused there.
 */
export function DrawnSvg({ marks, ...rest }: ComponentProps<"svg"> & { readonly marks: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own marks; every word was escaped by the pen.
  return <svg {...rest} dangerouslySetInnerHTML={trustedDrawing(marks)} />;
}
