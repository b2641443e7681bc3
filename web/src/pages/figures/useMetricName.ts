import type { Schema } from "@/api/client";
import { useWords } from "@/text/words";

/// The server names every figure in both languages.
export const useMetricName = () => {
  const { isEnglish } = useWords();
  return (metric: Pick<Schema["Metric"], "name" | "name_en">) => (isEnglish ? metric.name_en : metric.name);
};
