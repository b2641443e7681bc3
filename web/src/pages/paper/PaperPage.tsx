import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { PaperView } from "./PaperView";

/// One paper of supervision, with everything that was written in it.
export default function PaperPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  useEffect(() => {
    document.title = `${id} · ${t("paper.title")}`;
  }, [id, t]);
  return <PaperView id={id} />;
}
