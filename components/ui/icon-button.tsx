"use client";

import type { ReactNode } from "react";
import { Button, type ButtonProps } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { Tooltip, type TooltipSide } from "./tooltip.tsx";

type IconButtonProps = Omit<ButtonProps, "children" | "aria-label"> & {
  /** The button's name, also shown as its tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  /** Keys that do the same, shown in the tooltip: `["Mod", "Enter"]`. */
  readonly keys?: readonly string[];
  readonly side?: TooltipSide;
};

/** A square button with an icon of 16 px; the label is its name and its tooltip. */
export function IconButton({
  label,
  icon,
  keys,
  side,
  className,
  variant = "ghost",
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={label} keys={keys} side={side}>
      <Button
        {...rest}
        variant={variant}
        aria-label={label}
        className={classNames("aspect-square px-0! [&_svg]:size-4", className)}
      >
        {icon}
      </Button>
    </Tooltip>
  );
}
