"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";

type NavLinkProps = { readonly href: string; readonly className?: string; readonly children: ReactNode };

/** A link of the header; the page one is on, or below, is marked. */
export function NavLink({ href, className, children }: NavLinkProps) {
  const path = usePathname();
  const isHere = path === href;
  const isAround = isHere || path.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      aria-current={isHere ? "page" : isAround || undefined}
      className={classNames(
        "flex h-control items-center rounded-control px-2.5 font-medium text-sm transition-colors duration-100",
        isAround ? "text-ink" : "text-ink-soft hover:bg-ink/6 hover:text-ink",
        className,
      )}
    >
      {children}
    </Link>
  );
}
