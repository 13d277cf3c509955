import { readLimits } from "#app/_data/limits.ts";
import { type PageProps, readLocale } from "#app/_data/page-locale.ts";
import { pageMetadata } from "#app/_data/page-metadata.ts";
import { readStarters } from "#app/_data/starter.ts";
import { CostPreview } from "#components/cost/cost-preview.tsx";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { CostScreen } from "./cost-screen.tsx";
import { toCostLimits } from "./to-cost-limits.ts";

export async function generateMetadata(props: PageProps) {
  const locale = await readLocale(props);
  const { title, description } = dictionaries[locale].cost;
  return pageMetadata({ locale, path: "/cost", title, description });
}

export default async function CostPage(props: PageProps) {
  const locale = await readLocale(props);
  return (
    <main id="content" tabIndex={-1} className="flex min-w-0 flex-1 flex-col">
      <CostScreen
        starters={readStarters(locale)}
        limits={toCostLimits(readLimits())}
        preview={<CostPreview text={dictionaries[locale]} />}
      />
    </main>
  );
}
