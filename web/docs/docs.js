// The viewer asks this host alone: no validator badge, no query parameters that name another document.
window.SwaggerUIBundle({
  url: "/api/openapi.yaml",
  dom_id: "#viewer",
  deepLinking: true,
  queryConfigEnabled: false,
  validatorUrl: null,
  persistAuthorization: false,
  defaultModelsExpandDepth: 0,
  docExpansion: "list",
  filter: true,
});
