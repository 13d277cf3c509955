"use client";

import { FileInput, Link2, Share2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import type { Snippet } from "#lib/share/snippet.ts";
import type { ImportControl } from "./use-import.ts";
import type { ShareControl } from "./use-share.ts";

const ShareDialog = dynamic(() => import("./share-dialog.tsx").then((module) => module.ShareDialog), {
  ssr: false,
});

const ImportDialog = dynamic(() => import("./import-dialog.tsx").then((module) => module.ImportDialog), {
  ssr: false,
});

type ShareMenuProps = {
  readonly share: ShareControl;
  readonly imports: ImportControl;
  readonly snippet: Snippet;
};

/** The ways to hand one's work on, and to bring other work in. */
export function ShareMenu({ share, imports, snippet }: ShareMenuProps) {
  const words = useText().text.share;
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button variant="quiet" title={words.open}>
            <Share2 aria-hidden="true" className="size-4" />
            <span className="max-sm:sr-only">{words.open}</span>
          </Button>
        }
      >
        <MenuItem
          icon={<Link2 aria-hidden />}
          keys={["Mod", "S"]}
          detail={words.copyLinkMeaning}
          onSelect={share.copyLink}
        >
          {words.copyLink}
        </MenuItem>
        <MenuItem icon={<Share2 aria-hidden />} detail={words.shortLinkMeaning} onSelect={share.openDialog}>
          {words.shortLink}
        </MenuItem>
        {imports.openDialog !== null && (
          <>
            <MenuSeparator />
            <MenuItem
              icon={<FileInput aria-hidden />}
              detail={words.import.openMeaning}
              onSelect={imports.openDialog}
            >
              {words.import.open}
            </MenuItem>
          </>
        )}
      </Menu>
      {imports.isOpen && <ImportDialog control={imports} />}
      {share.dialog !== null && (
        <ShareDialog snippet={snippet} long={share.dialog.long} onClose={share.closeDialog} />
      )}
    </>
  );
}
