import { Alert, Button, Empty, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/errors";
import { useWords } from "@/text/words";

/// What went wrong, why, and what helps.
export function Trouble({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  const { errorText } = useWords();
  const requestId = error instanceof ApiError ? error.requestId : "";
  return (
    <Alert
      type="error"
      showIcon
      className="trouble"
      title={errorText(error)}
      description={requestId ? <small>{t("trouble.requestId", { id: requestId })}</small> : undefined}
      action={
        retry && (
          <Button size="small" onClick={retry}>
            {t("trouble.retry")}
          </Button>
        )
      }
    />
  );
}

interface AskedProps<T> {
  query: { data: T | undefined; error: unknown; refetch: () => unknown };
  children: (data: T) => ReactNode;
  rows?: number;
}

/// Loading, trouble, or what was asked for; what is there already stays while it is fetched afresh.
export function Asked<T>({ query, children, rows = 4 }: AskedProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <Trouble error={query.error} retry={() => void query.refetch()} />;
  return <Skeleton active title={false} paragraph={{ rows }} className="waiting" />;
}

export function Nothing({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text}>
      {children}
    </Empty>
  );
}
