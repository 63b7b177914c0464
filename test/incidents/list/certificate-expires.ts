import type { Incident } from '../incident.js';

const DAYS = { near: 10, renewed: 60 };

/** RabbitMQ shows a certificate that is valid for ten more days. */
export const certificateExpires: Incident = {
  name: 'certificate-expires',
  alert: 'CertificateExpires',
  stage: { tls: true },
  async inject(stage) {
    await stage.servers.renewCertificate(DAYS.near);
    await stage.endConnections();
  },
  doctor: { check: /^certificate of /, words: /expires in/, cure: /renew it/ },
  console: { path: '/console/operations', text: /The certificate of .* expires in/ },
  log: /The certificate of [^"]* expires in/,
  async heal(stage) {
    await stage.servers.renewCertificate(DAYS.renewed);
    await stage.endConnections();
  },
};
