import { readLimits } from "#app/_data/limits.ts";
import { toLoadLimits } from "#app/_data/load-limits.ts";
import { type PageProps, readLocale } from "#app/_data/page-locale.ts";
import { pageMetadata } from "#app/_data/page-metadata.ts";
import { readStarters } from "#app/_data/starter.ts";
import { LoadPreview } from "#components/load/load-preview.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { LoadScreen } from "./load-screen.tsx";

export async function generateMetadata(props: PageProps) {
  const locale = await readLocale(props);
  const { title, description } = dictionaries[locale].load;
  return pageMetadata({ locale, path: "/load", title, description });
}

export default async function LoadPage(props: PageProps) {
  const locale = await readLocale(props);
  const limits = toLoadLimits(readLimits());
  return (
    <main id="content" tabIndex={-1} className="flex min-w-0 flex-1 flex-col">
      <LoadScreen
        starters={readStarters(locale)}
        limits={limits}
        preview={<LoadPreview locale={locale} text={dictionaries[locale]} limits={limits} />}
      />
    </main>
  );
}
