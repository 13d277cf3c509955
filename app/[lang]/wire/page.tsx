import { type PageProps, readLocale } from "#app/_data/page-locale.ts";
import { pageMetadata } from "#app/_data/page-metadata.ts";
import { readStarters } from "#app/_data/starter.ts";
import { ComparePreview } from "#components/wire/compare-preview.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { WireScreen } from "./wire-screen.tsx";

export async function generateMetadata(props: PageProps) {
  const locale = await readLocale(props);
  const { title, description } = dictionaries[locale].wire.compare;
  return pageMetadata({ locale, path: "/wire", title, description });
}

export default async function WirePage(props: PageProps) {
  const locale = await readLocale(props);
  return (
    <main id="content" tabIndex={-1} className="flex min-w-0 flex-1 flex-col">
      <WireScreen
        starters={readStarters(locale)}
        preview={<ComparePreview words={dictionaries[locale].wire} />}
      />
    </main>
  );
}
