import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";

/// What the knowledge base says of the matter that was searched for.
export function Articles({ found }: { found: Schema["ArticleLine"][] }) {
  const { t } = useTranslation();
  if (found.length === 0) return null;
  return (
    <section className="found-articles" aria-label={t("search.articles")}>
      <h2>{t("search.articles")}</h2>
      <ul>
        {found.map((article) => (
          <li key={article.id}>
            <details>
              <summary>
                <b>{article.title}</b> <span className="quiet">{article.unit_name}</span>
              </summary>
              <p>{article.spoken}</p>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
