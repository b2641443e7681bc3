import { Button, Result } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useRouteError } from "react-router";

export function NoSuchPage() {
  const { t } = useTranslation();
  return (
    <Result
      status="404"
      title={t("page.noSuch")}
      subTitle={t("page.noSuchHint")}
      extra={
        <Link to="/">
          <Button type="primary">{t("page.home")}</Button>
        </Link>
      }
    />
  );
}

/// A fault of the page itself: what was typed lies in the drafts, so loading again loses nothing.
export function PageFault() {
  const { t } = useTranslation();
  const error = useRouteError();
  return (
    <Result
      status="warning"
      title={t("page.fault")}
      subTitle={
        <>
          {t("page.faultHint")}
          <br />
          <code>{error instanceof Error ? error.message : String(error)}</code>
        </>
      }
      extra={
        <Button type="primary" onClick={() => window.location.reload()}>
          {t("page.reload")}
        </Button>
      }
    />
  );
}
