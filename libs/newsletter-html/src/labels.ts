/** Our words that readers see. `{name}` and `{title}` are placeholders. */
export type Labels = {
  readOnline: string;
  byline: string;
  watch: string;
  listen: string;
  video: string;
  open: string;
  openForm: string;
  unsubscribe: string;
};

const ENGLISH = labels(
  ['Read on the web', 'By {name}', 'Unsubscribe'],
  ['Watch the video', 'Listen', 'Video'],
  ['Open: {title}', 'Open the form on our site'],
);

const LANGUAGES = new Map<string, Labels>([
  ['en', ENGLISH],
  [
    'de',
    labels(
      ['Im Web lesen', 'Von {name}', 'Abmelden'],
      ['Video ansehen', 'Anhören', 'Video'],
      ['Öffnen: {title}', 'Formular auf unserer Website öffnen'],
    ),
  ],
  [
    'fr',
    labels(
      ['Lire sur le site', 'Par {name}', 'Se désabonner'],
      ['Regarder la vidéo', 'Écouter', 'Vidéo'],
      ['Ouvrir : {title}', 'Ouvrir le formulaire sur notre site'],
    ),
  ],
  [
    'es',
    labels(
      ['Leer en la web', 'Por {name}', 'Darse de baja'],
      ['Ver el vídeo', 'Escuchar', 'Vídeo'],
      ['Abrir: {title}', 'Abrir el formulario en nuestro sitio'],
    ),
  ],
  [
    'it',
    labels(
      ['Leggi sul web', 'Di {name}', 'Annulla l’iscrizione'],
      ['Guarda il video', 'Ascolta', 'Video'],
      ['Apri: {title}', 'Apri il modulo sul nostro sito'],
    ),
  ],
  [
    'nl',
    labels(
      ['Lees online', 'Door {name}', 'Uitschrijven'],
      ['Bekijk de video', 'Luisteren', 'Video'],
      ['Openen: {title}', 'Open het formulier op onze site'],
    ),
  ],
  [
    'pt',
    labels(
      ['Ler na web', 'Por {name}', 'Cancelar inscrição'],
      ['Assistir ao vídeo', 'Ouvir', 'Vídeo'],
      ['Abrir: {title}', 'Abrir o formulário no nosso site'],
    ),
  ],
  [
    'pl',
    labels(
      ['Czytaj w przeglądarce', '{name}', 'Wypisz się'],
      ['Obejrzyj wideo', 'Posłuchaj', 'Wideo'],
      ['Otwórz: {title}', 'Otwórz formularz na naszej stronie'],
    ),
  ],
  [
    'sv',
    labels(
      ['Läs på webben', 'Av {name}', 'Avsluta prenumerationen'],
      ['Se videon', 'Lyssna', 'Video'],
      ['Öppna: {title}', 'Öppna formuläret på vår webbplats'],
    ),
  ],
  [
    'da',
    labels(
      ['Læs på nettet', 'Af {name}', 'Afmeld'],
      ['Se videoen', 'Lyt', 'Video'],
      ['Åbn: {title}', 'Åbn formularen på vores websted'],
    ),
  ],
  [
    'nb',
    labels(
      ['Les på nettet', 'Av {name}', 'Meld deg av'],
      ['Se videoen', 'Lytt', 'Video'],
      ['Åpne: {title}', 'Åpne skjemaet på nettstedet vårt'],
    ),
  ],
  [
    'fi',
    labels(
      ['Lue verkossa', '{name}', 'Peruuta tilaus'],
      ['Katso video', 'Kuuntele', 'Video'],
      ['Avaa: {title}', 'Avaa lomake sivustollamme'],
    ),
  ],
  [
    'ja',
    labels(
      ['ウェブで読む', '{name}', '配信停止'],
      ['動画を見る', '聴く', '動画'],
      ['開く：{title}', 'サイトでフォームを開く'],
    ),
  ],
  [
    'ar',
    labels(
      ['القراءة على الويب', '{name}', 'إلغاء الاشتراك'],
      ['مشاهدة الفيديو', 'الاستماع', 'فيديو'],
      ['فتح: {title}', 'فتح النموذج على موقعنا'],
    ),
  ],
]);

/** Aliases. */
const ALIASES = new Map([
  ['no', 'nb'],
  ['nn', 'nb'],
]);

/** In a language such as `pt-BR`; in English if we do not have it, but then a name has no words around it. */
export function labelsOf(language: string | null): Labels {
  const [first = ''] = (language ?? 'en').toLowerCase().split(/[-_]/);
  return LANGUAGES.get(ALIASES.get(first) ?? first) ?? { ...ENGLISH, byline: '{name}' };
}

type Three = [string, string, string];

function labels(
  [readOnline, byline, unsubscribe]: Three,
  [watch, listen, video]: Three,
  [open, openForm]: [string, string],
): Labels {
  return { readOnline, byline, unsubscribe, watch, listen, video, open, openForm };
}
