import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "@/api/session";
import type { Field, Typed } from "@/pages/case/commands";
import { FieldForm } from "@/pages/case/FieldForm";
import { usePaperWords } from "@/pages/paper/PaperWords";
import { usePaperCommand } from "@/pages/paper/usePaperCommand";
import { ArticleForm } from "./ArticleForm";
import type { Article } from "./articles";

type Command = "approve" | "send_back" | "revise" | "confirm" | "withdraw";

const kNote: Field[] = [{ name: "note", kind: "text" }];
const kReason: Field[] = [{ name: "reason", kind: "text", required: true }];

interface Standing {
  state: Article["state"];
  has_draft: boolean;
  review_due: boolean;
}

/// What is offered while an article stands so; whether it is taken, the rules decide.
export function commandsFor(article: Standing, may: (...permissions: string[]) => boolean): Command[] {
  const commands: Command[] = [];
  if (article.has_draft && may("review_knowledge")) commands.push("approve", "send_back");
  if (may("write_knowledge")) {
    if (article.review_due && article.state === "effective") commands.push("confirm");
    commands.push("revise");
    if (!article.review_due && article.state === "effective") commands.push("confirm");
  }
  if (article.state !== "withdrawn" && may("write_knowledge", "review_knowledge")) commands.push("withdraw");
  return commands;
}

interface Props {
  id: string;
  version: number;
  standing: Standing;
  /// What a revision begins with.
  known: Typed;
}

/// The way of an article from the unit to the desk, one button a step.
export function ArticleActions({ id, version, standing, known }: Props) {
  const { t } = useTranslation();
  const { may } = useSession();
  const words = usePaperWords();
  const say = usePaperCommand({ head: { id, kind: "article", cases: [] } });
  const [chosen, setChosen] = useState<Command | null>(null);
  const commands = commandsFor(standing, may);
  const form = commands.find((each) => each === chosen);
  if (commands.length === 0) return null;
  return (
    <section className="actions" aria-label={t("action.title")}>
      <div className="action-row">
        {commands.map((each, place) => (
          <Button
            key={each}
            type={each === chosen || (place === 0 && !chosen && each !== "withdraw") ? "primary" : "default"}
            danger={each === "withdraw"}
            aria-expanded={each === chosen}
            onClick={() => setChosen(each === chosen ? null : each)}
          >
            {words.command("article", each)}
          </Button>
        ))}
      </div>
      {form === "revise" && (
        <ArticleForm
          revises={{ id, version, known }}
          onDone={() => setChosen(null)}
          onCancel={() => setChosen(null)}
        />
      )}
      {form && form !== "revise" && (
        <FieldForm
          key={form}
          name={`article_${form}`}
          title={words.command("article", form)}
          draft={`article.${id}.${form}`}
          fields={form === "approve" || form === "confirm" ? kNote : kReason}
          version={version}
          danger={form === "withdraw"}
          send={(body, seen) => say(form, body, seen)}
          onDone={() => setChosen(null)}
          onCancel={() => setChosen(null)}
        />
      )}
    </section>
  );
}
