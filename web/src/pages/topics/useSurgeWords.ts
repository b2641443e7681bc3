import { useTranslation } from "react-i18next";
import { cityIndex } from "@/shell/cityIndex";
import { useWords } from "@/text/words";
import { groupName, type Surge } from "./topics";

/// What a warning is called, and how many people would have been usual.
export function useSurgeWords() {
  const { t } = useTranslation();
  const { city } = useWords();
  const index = cityIndex(city);
  return {
    title: ({ group, place }: Surge) => {
      const where = place ? index.placeName(place) : t("topics.wholeCity");
      const what =
        groupName(group, city?.categories ?? []) ??
        t(group === "*" ? "topics.severalMatters" : "topics.unknownMatter");
      return `${where} · ${what}`;
    },
    usual: (expected: number) =>
      expected < 0.1
        ? t("topics.hardlyAny")
        : t("topics.usual", { count: Number(expected.toFixed(expected < 10 ? 1 : 0)) }),
    unitName: index.unitName,
  };
}
