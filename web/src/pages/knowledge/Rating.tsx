import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "@/api/session";
import type { Field } from "@/pages/case/commands";
import { FieldForm } from "@/pages/case/FieldForm";
import { usePaperCommand } from "@/pages/paper/usePaperCommand";
import { Trouble } from "@/shell/Trouble";
import type { Article } from "./articles";

const kNote: Field[] = [{ name: "note", kind: "text", required: true }];
const kRatings = ["useful", "wrong", "out_of_date"] as const;

/// Whether it was of use. Who finds it wrong says what is wrong, and the unit gets it as a task.
export function Rating({ article }: { article: Article }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const say = usePaperCommand({ head: { id: article.id, kind: "article", cases: [] } });
  const [chosen, setChosen] = useState<"wrong" | "out_of_date" | null>(null);
  const [error, setError] = useState<unknown>(null);
  const canRate = may("answer_at_desk") && article.state === "effective";
  const send = (rating: (typeof kRatings)[number], body: object) =>
    say("rate", { edition: article.edition.number, rating, ...body }, undefined);
  const useful = async () => {
    setError(null);
    try {
      await send("useful", {});
    } catch (fault) {
      setError(fault);
    }
  };
  return (
    <div className="rating">
      <div className="rating-row" role="group" aria-label={t("knowledge.rating")}>
        <span className="quiet">{t("knowledge.rating")}</span>
        {kRatings.map((rating) => (
          <span key={rating}>
            {canRate ? (
              <Button
                size="small"
                type={rating === chosen ? "primary" : "default"}
                aria-expanded={rating === "useful" ? undefined : rating === chosen}
                onClick={() =>
                  rating === "useful" ? void useful() : setChosen(rating === chosen ? null : rating)
                }
              >
                {t(`knowledge.ratings.${rating}`)}
              </Button>
            ) : (
              t(`knowledge.ratings.${rating}`)
            )}{" "}
            <b>{article[rating]}</b>
          </span>
        ))}
        <span className="quiet">{t("knowledge.uses", { count: article.uses })}</span>
      </div>
      {error !== null && <Trouble error={error} />}
      {chosen && (
        <FieldForm
          key={chosen}
          name={`article_${chosen}`}
          title={t(`knowledge.ratings.${chosen}`)}
          draft={`article.${article.id}.rate`}
          fields={kNote}
          send={(body) => send(chosen, body)}
          onDone={() => setChosen(null)}
          onCancel={() => setChosen(null)}
        />
      )}
    </div>
  );
}
