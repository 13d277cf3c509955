"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";

type NavLinkProps = { readonly href: string; readonly className?: string; readonly children: ReactNode };

/** A link of the header; the page one is on is marked. */
export function NavLink({ href, className, children }: NavLinkProps) {
  const here = usePathname() === href;
  return (
    <Link
      href={href}
      aria-current={here ? "page" : undefined}
      className={classNames(
        "flex h-control items-center rounded-control px-2.5 font-medium text-sm transition-colors duration-100",
        here ? "text-ink" : "text-ink-soft hover:bg-ink/6 hover:text-ink",
        className,
      )}
    >
      {children}
    </Link>
  );
}
