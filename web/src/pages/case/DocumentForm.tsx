import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { keys } from "@/api/queries";
import type { Field } from "./commands";
import { FieldForm } from "./FieldForm";

interface Props {
  /// Whose texts the fields have: field.<name>.<field>.
  name: string;
  /// What the words are kept under until they were sent.
  draft: string;
  fields: Field[];
  title: string;
  /// The document, so that everybody sees it afresh.
  document: string;
  submit: (body: Record<string, unknown>) => Promise<unknown>;
  onDone?: () => void;
  onCancel?: () => void;
  danger?: boolean;
  children?: ReactNode;
}

/// The form of one step of a document: afterwards its page and the lists are fetched again.
export function DocumentForm({ document, submit, ...rest }: Props) {
  const cache = useQueryClient();
  const send = async (body: Record<string, unknown>) => {
    try {
      return await submit(body);
    } finally {
      void cache.invalidateQueries({ queryKey: keys.caseAll(document) });
      void cache.invalidateQueries({ queryKey: keys.lists });
    }
  };
  return <FieldForm autoFocus={false} send={send} {...rest} />;
}
