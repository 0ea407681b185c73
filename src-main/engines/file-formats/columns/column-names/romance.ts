import type { UsualNames } from '../usual-words.ts'

/** Italian. */
export const italian: UsualNames = {
  name: 'Nome|Nome completo|Nome e cognome|Cognome e nome|Nominativo|Referente|Contatto|Persona di contatto|Nome contatto|Nome cliente|Intestatario',
  given: 'Nome di battesimo',
  middle: 'Secondo nome',
  family: 'Cognome',
  nickname: 'Soprannome|Nomignolo',
  company:
    'Azienda|Società|Ditta|Ragione sociale|Rag. sociale|Nome azienda|Impresa|Organizzazione|Datore di lavoro|Denominazione|Nome società',
  job: 'Qualifica|Carica|Ruolo|Posizione|Professione|Mansione|Incarico|Titolo professionale|Funzione',
  email:
    'Posta elettronica|Indirizzo e-mail|Indirizzo email|Indirizzo di posta elettronica|Indirizzo mail|PEC|E-mail PEC',
  phone:
    'Telefono|Numero di telefono|Numero telefono|Recapito|Recapito telefonico|Num. telefono|Telefoni|N. telefono',
  mobile:
    'Cellulare|Telefono cellulare|Cell.|Numero cellulare|Tel. cellulare|Telefonino|Numero di cellulare|Telefono mobile',
  workPhone:
    'Telefono ufficio|Telefono lavoro|Telefono fisso|Tel. ufficio|Fisso|Telefono aziendale',
  homePhone: 'Telefono casa|Telefono abitazione|Tel. casa',
  fax: 'Numero fax|Numero di fax',
  link: 'Sito|Sito web|Sito internet|Pagina web|Indirizzo web|Collegamento',
  street:
    'Indirizzo|Via|Numero civico|N. civico|Civico|Indirizzo postale|Via e numero|Via e numero civico|Indirizzo di residenza|Residenza',
  extended: 'Casella postale|Interno|Indirizzo 2|Frazione|Scala',
  city: 'Città|Comune|Località|Paese/città|Luogo',
  region: 'Regione|Provincia|Prov.|Sigla provincia',
  postalCode: 'CAP|Codice postale|C.A.P.|Codice di avviamento postale',
  country: 'Nazione|Paese',
  birthday: 'Data di nascita|Compleanno|Data nascita|Nato il|Nata il',
  tags: 'Tag|Etichette|Etichetta|Gruppo|Gruppi|Categorie|Categoria cliente',
  source: 'Fonte|Origine contatto|Provenienza|Canale',
  language: 'Lingua',
  notes: 'Note|Annotazioni|Osservazioni|Commento|Commenti|Descrizione|Appunti',
  ownId:
    'Codice cliente|Numero cliente|N. cliente|Cod. cliente|ID cliente|Numero tessera|Cod. cli.',
  text: 'Reparto|Ufficio|Appellativo|Codice fiscale|Partita IVA|P. IVA|Agente|Settore|Responsabile commerciale|Presentato da',
  day: 'Ultimo contatto|Data ultimo contatto|Prossimo contatto|Data creazione|Data di creazione|Cliente dal|Data iscrizione|Ultimo acquisto',
  money: 'Fatturato|Importo|Totale speso|Spesa|Spesa totale|Totale acquisti|Giro d’affari',
  number: 'Età|Numero ordini|Numero dipendenti',
  choice: 'Sesso|Genere|Tipo cliente|Livello|Stato cliente',
}

/** Portuguese. */
export const portuguese: UsualNames = {
  name: 'Nome|Nome completo|Pessoa de contacto|Pessoa de contato|Contato|Nome do cliente|Nome do contacto|Nome do contato|Nome e sobrenome|Nome e apelido',
  given: 'Primeiro nome|Nome próprio',
  middle: 'Nome do meio|Segundo nome',
  family: 'Último nome|Nome de família|Apelidos|Sobrenomes',
  nickname: 'Alcunha',
  company:
    'Nome da empresa|Organização|Companhia|Entidade|Razão social|Empregador|Denominação social',
  job: 'Função|Profissão|Posto|Título profissional|Cargo/função|Ocupação',
  email:
    'Correio eletrónico|Correio eletrônico|Endereço de e-mail|Endereço de email|Correio electrónico|E-mails|Endereço eletrónico',
  phone: 'Número de telefone|Contacto telefónico|Telefones|N.º de telefone|Nº telefone|Fone',
  mobile:
    'Telefone móvel|Número de telemóvel|Nº telemóvel|Telefone celular|Número de celular|Tlm|Tlm.',
  workPhone:
    'Telefone fixo|Telefone do trabalho|Telefone comercial|Telefone trabalho|Telefone empresa|Telefone profissional',
  homePhone: 'Telefone de casa|Telefone residencial|Telefone casa',
  fax: 'Número de fax',
  link: 'Sítio|Sítio web|Página|Site|Endereço web|Página da web',
  street: 'Endereço|Rua|Logradouro|Endereço postal|Morada completa|Endereço completo',
  extended: 'Complemento|Bairro|Andar|Apartado|Freguesia',
  city: 'Concelho|Município',
  region: 'Distrito|UF|Província|Região|Estado/UF',
  postalCode: 'CEP|Código-postal|Cód. postal',
  country: 'País',
  birthday:
    'Data nascimento|Data de aniversário|Nascimento|Dia de anos|Nascido em|Data de nasc.|Data nasc.',
  tags: 'Etiquetas|Grupos|Categorias|Marcadores|Grupo',
  source: 'Origem|Fonte|Proveniência|Canal',
  language: 'Língua',
  notes: 'Observação|Observações|Obs|Obs.|Comentário|Comentários|Anotações|Descrição',
  ownId:
    'Número de cliente|N.º de cliente|Nº de cliente|Código do cliente|N.º cliente|Cód. cliente|Número de sócio|N.º de sócio',
  text: 'Setor|NIF|NIPC|CPF|CNPJ|Contribuinte|Tratamento|Vendedor|Gestor|Ramo|Indicado por',
  day: 'Último contato|Próximo contacto|Próximo contato|Data de criação|Data de registo|Data de cadastro|Última compra|Data da última compra',
  money:
    'Faturação|Faturamento|Valor|Total gasto|Volume de negócios|Vendas|Orçamento|Total de compras',
  number: 'Idade|Número de encomendas|Número de pedidos',
  choice: 'Género|Gênero|Nível|Tipo de cliente|Situação',
}

/** Spanish and French, beside the names that `column-words.ts` has. */
export const spanishMore: UsualNames = {
  name: 'Nombre del contacto|Nombre del cliente|Persona contacto',
  given: 'Primer nombre|Nombre de pila|Nombres',
  middle: 'Segundo nombre',
  family: 'Apellido paterno',
  company: 'Compañía|Nombre de la empresa|Organización|Sociedad',
  job: 'Profesión|Ocupación|Rol',
  email:
    'E-mail de contacto|Dirección de correo|Dirección de correo electrónico|Correo-e|Dirección de email',
  phone: 'Teléfonos|Nº teléfono|Número telefónico|Tfno|Tlf|Teléfono de contacto|Tel. fijo',
  mobile: 'Teléfono celular|Número de móvil|Nº móvil|Tel. móvil|Número de celular',
  workPhone: 'Teléfono del trabajo|Teléfono trabajo|Teléfono oficina',
  homePhone: 'Teléfono de casa|Teléfono casa|Teléfono particular',
  street:
    'Dirección postal|Dirección completa|Calle y número|Dirección de habitación|Dirección de domicilio|Dirección de residencia',
  extended: 'Piso|Colonia|Apartado de correos|Barrio',
  city: 'Municipio',
  region: 'Comunidad autónoma|Departamento/provincia',
  notes: 'Observación|Comentario|Descripción|Anotaciones',
  birthday: 'Cumple|Fecha nacimiento|F. nacimiento|Fecha de cumpleaños|Fecha nac.',
  text: 'DNI|NIF/CIF|CIF|RFC|Profesor|Recomendado por',
  day: 'Última compra|Fecha de creación|Próximo contacto|Fecha último contacto',
  money: 'Total gastado|Gasto total|Presupuesto',
  choice: 'Género|Tipo de cliente',
}
export const frenchMore: UsualNames = {
  name: 'Nom du contact|Nom du client|Contact principal|Nom prénom|Prénom et nom',
  company: 'Nom de la société|Nom de l’entreprise|Organisation/société|Employeur',
  job: 'Titre du poste|Métier|Intitulé du poste',
  email:
    'Adresse électronique|Adresse mail|Adresse courriel|Adresse de courriel|Mail professionnel|E-mail personnel|Adresse de messagerie',
  phone: 'N° de téléphone|N° téléphone|Numéros de téléphone|Téléphone principal',
  mobile: 'Mobile perso|Tél. mobile|Numéro de portable|GSM|Téléphone cellulaire|N° portable',
  workPhone:
    'Téléphone professionnel|Téléphone bureau|Tél. bureau|Tél. professionnel|Téléphone travail',
  homePhone: 'Téléphone domicile|Téléphone personnel|Tél. domicile|Tél. perso',
  street: 'Rue et numéro|Adresse complète|Adresse 1',
  city: 'Commune|Localité',
  postalCode: 'NPA|Code postal/NPA',
  region: 'Province/État|Canton',
  birthday: 'Date d’anniversaire|Date naissance',
  notes: 'Observations|Observation|Description du client|Infos|Informations complémentaires',
  source: 'Source du contact|Canal d’acquisition',
  day: 'Prochain contact|Date de création|Date du dernier contact|Dernière commande|Dernier achat',
  money: 'Budget|Total dépensé|Total des achats|Chiffre d’affaires annuel',
  text: 'SIRET|SIREN|N° TVA|Recommandé par',
  ownId: 'Matricule|N° adhérent|Numéro d’adhérent|N° membre|Numéro de membre',
}

/** Romanian. */
export const romanian: UsualNames = {
  name: 'Nume|Nume complet|Nume și prenume|Nume prenume|Persoană de contact|Persoana de contact|Client|Nume client',
  given: 'Prenume',
  family: 'Nume de familie',
  nickname: 'Poreclă',
  company: 'Companie|Firmă|Societate|Nume firmă|Denumire firmă|Organizație|Angajator|Denumire',
  job: 'Funcție|Funcția|Poziție|Profesie|Ocupație',
  email: 'Adresă de e-mail|Adresă email|Adresa de email|Poștă electronică|Adresa e-mail',
  phone: 'Număr de telefon|Nr. telefon|Număr telefon|Nr. de telefon|Nr. tel.',
  mobile: 'Telefon mobil|Număr mobil',
  workPhone: 'Telefon fix|Telefon serviciu|Telefon birou',
  homePhone: 'Telefon acasă',
  link: 'Pagină web|Site web|Pagina web',
  street: 'Adresă|Adresa|Stradă|Strada|Adresa completă|Domiciliu',
  city: 'Oraș|Localitate|Localitatea|Orașul',
  region: 'Județ|Județul|Regiune|Sector/județ',
  postalCode: 'Cod poștal|Codul poștal',
  country: 'Țară|Țara',
  birthday: 'Data nașterii|Ziua de naștere|Zi de naștere|Data de naștere',
  tags: 'Etichete|Etichetă|Grup|Grupuri|Grupă|Categorie|Categorii',
  source: 'Sursă|Sursa|Proveniență',
  language: 'Limbă|Limba',
  notes: 'Notițe|Observații|Comentariu|Comentarii|Mențiuni|Descriere|Note client',
  ownId: 'Cod client|Număr client|Nr. client|ID client',
  text: 'Departament|CUI|CNP|Adresare|Domeniu|Recomandat de',
  day: 'Ultimul contact|Data creării|Următorul contact|Client din|Ultima achiziție|Data înregistrării',
  money: 'Cifră de afaceri|Sumă|Valoare|Total cumpărături|Buget',
  number: 'Vârstă|Număr comenzi',
  choice: 'Gen|Tip client|Nivel',
}
