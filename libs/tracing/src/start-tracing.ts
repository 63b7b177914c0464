type Env = Record<string, string | undefined>;

let isOn = false;

/** Whether spans are recorded in this process. */
export const isTracing = () => isOn;

const ENDPOINTS = ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'];

/**
 * Sends spans to OTEL_EXPORTER_OTLP_ENDPOINT, over HTTP with JSON; nothing is loaded without
 * it. OpenTelemetry's other variables (headers, time-out, sampler, resource) work as its documentation
 * says.
 * @returns what sends the last spans.
 */
export async function startTracing(
  serviceName: string,
  env: Env = process.env,
): Promise<() => Promise<void>> {
  const isWanted = ENDPOINTS.some((name) => env[name]?.trim());
  if (!isWanted || env['OTEL_SDK_DISABLED'] === 'true') return () => Promise.resolve();
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, resources] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const named = resources.resourceFromAttributes({
    'service.name': env['OTEL_SERVICE_NAME'] ?? serviceName,
  });
  const detected = resources.detectResources({ detectors: [resources.envDetector] });
  const provider = new NodeTracerProvider({
    resource: resources.defaultResource().merge(named).merge(detected),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  isOn = true;
  return async () => {
    isOn = false;
    await provider.shutdown();
  };
}
