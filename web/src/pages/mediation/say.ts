import { client, ok, type Schema } from "@/api/client";

type OfferPath = "/api/v1/offers/{id}/end";
type MediationPath = "/api/v1/mediations/{id}/perform";

/// Steps of an offer differ in their last word only.
export const sayOffer = (id: string, step: "accept" | "decline" | "end", body: object) =>
  ok(
    client.POST(`/api/v1/offers/{id}/${step}` as OfferPath, {
      params: { path: { id } },
      body: body as Schema["EndingNote"],
    }),
  );

export const sayMediation = (
  id: string,
  step: "sit" | "agree" | "fail" | "withdraw" | "perform",
  body: object,
) =>
  ok(
    client.POST(`/api/v1/mediations/{id}/${step}` as MediationPath, {
      params: { path: { id } },
      body: body as Schema["EndingNote"],
    }),
  );

export const openMediation = (body: Schema["OpenMediation"]) =>
  ok(client.POST("/api/v1/mediations", { body }));

/// The signed paper becomes an attachment of the case; the agreement names it.
export async function attachPaper(caseId: string, file: File): Promise<string> {
  const body = new FormData();
  body.append("file", file);
  const kept = await ok(
    client.POST("/api/v1/cases/{id}/attachments", {
      params: { path: { id: caseId } },
      body: body as unknown as { file: string },
      bodySerializer: (form) => form as unknown as FormData,
    }),
  );
  return kept.blob;
}
