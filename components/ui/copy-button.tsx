"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button, type ButtonProps } from "./button.tsx";

type CopyButtonProps = Omit<ButtonProps, "children" | "onClick"> & {
  readonly content: string;
  /** What is copied, for those who do not see it: "Copy the curl command". */
  readonly label: string;
  /** Stands on the button instead of "Copy", where several are side by side. */
  readonly shown?: string;
};

/** Copies a text and says so in place; where the clipboard is forbidden it says what to do instead. */
export function CopyButton(props: CopyButtonProps) {
  const { content, label, shown, size = "small", variant = "quiet", ...rest } = props;
  const { text } = useText();
  const [outcome, setOutcome] = useState<"none" | "copied" | "refused">("none");

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(content);
      setOutcome("copied");
    } catch {
      setOutcome("refused");
    }
    setTimeout(() => setOutcome("none"), 2000);
  };

  const words = {
    none: shown ?? text.site.ui.copy,
    copied: text.site.ui.copied,
    refused: text.site.ui.copyRefused,
  };
  return (
    <Button {...rest} size={size} variant={variant} aria-label={label} onClick={copy}>
      {outcome === "copied" ? (
        <Check aria-hidden="true" className="size-4 text-ok" />
      ) : (
        <Copy aria-hidden="true" className="size-4" />
      )}
      <span aria-hidden="true">{words[outcome]}</span>
      <span role="status" className="sr-only">
        {outcome === "none" ? "" : words[outcome]}
      </span>
    </Button>
  );
}
