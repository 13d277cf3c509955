"use client";

import { FileStack } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { Menu, MenuChoice } from "#components/ui/menu.tsx";
import { type StarterId, type Starters, starterKey } from "./starter.ts";
import type { DraftControl } from "./use-draft.ts";

type StarterMenuProps = {
  readonly starters: Starters;
  readonly draft: DraftControl;
  readonly onStart: (id: StarterId) => void;
};

/** What to begin with. Choosing opens a draft of its own: the work so far is kept. */
export function StarterMenu({ starters, draft, onStart }: StarterMenuProps) {
  const words = useText().text.playground;
  return (
    <Menu
      className="max-w-80"
      trigger={
        <button
          type="button"
          title={words.startFromMeaning}
          className="flex h-[calc(var(--control)-4px)] shrink-0 items-center gap-1.5 rounded-control px-1.5 text-ink-soft text-xs hover:bg-ink/6 hover:text-ink [&_svg]:size-4"
        >
          <FileStack aria-hidden="true" />
          <span className="max-xl:sr-only">{words.startFrom}</span>
        </button>
      }
    >
      {starters.map(({ id }) => (
        <MenuChoice
          key={id}
          chosen={id === draft.starter.id}
          detail={words.starters[starterKey(id)].meaning}
          onSelect={() => {
            if (id !== draft.starter.id || !draft.isStarter) onStart(id);
          }}
        >
          {words.starters[starterKey(id)].title}
        </MenuChoice>
      ))}
    </Menu>
  );
}
