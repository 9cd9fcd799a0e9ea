SELECT text FROM sentence_texts WHERE number = :number;
